using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Protocol.Place;

namespace Stet.Server.Tests;

public class HostLifeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Ten_front_ends_at_once_start_one_host()
    {
        await using var workspace = new TestWorkspace();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(workspace.Attach)));
        Assert.Single(sessions.Select(s => s.HostProcessId).Distinct());
        Assert.Equal(10, sessions.Select(s => s.Id).Distinct().Count());
        await TestWorkspace.Eventually(() => HostRecord.Read(workspace.Place) is { Sessions: 10 }, "host.json counts ten sessions");
        Array.ForEach(sessions, s => s.Dispose());
        await TestWorkspace.Eventually(() => HostRecord.Read(workspace.Place) is { Sessions: 0 }, "host.json counts none");
    }

    [Fact]
    public async Task Only_the_user_can_open_the_socket_and_its_folder()
    {
        await using var workspace = new TestWorkspace();
        Directory.CreateDirectory(workspace.Place.Store, (UnixFileMode)0x1ff);
        using var session = await workspace.Attach();
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(workspace.Place.Socket));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(workspace.Place.Store));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(workspace.Place.Log));
    }

    [Fact]
    public async Task The_record_names_the_running_host_and_is_gone_after_a_clean_stop()
    {
        await using var workspace = new TestWorkspace();
        int pid;
        using (var session = await workspace.Attach())
        {
            pid = session.HostProcessId;
            var record = HostRecord.Read(workspace.Place)!;
            Assert.Equal((pid, "unix:" + workspace.Place.Socket), (record.Pid, Assert.Single(record.Endpoints)));
            Assert.InRange(record.Started, DateTimeOffset.Now.AddMinutes(-5), DateTimeOffset.Now);
        }

        Assert.True(await workspace.Remote.Stop());
        Assert.False(File.Exists(workspace.Place.Record));
        Assert.False(File.Exists(workspace.Place.Socket));
        Assert.True(File.Exists(workspace.PathOf("disposed")));
        await TestWorkspace.Eventually(() => !TestWorkspace.Alive(pid), "the process ends");
        Assert.False(await workspace.Remote.Stop());
    }

    [Fact]
    public async Task A_socket_and_a_record_left_by_a_killed_host_do_not_hinder_the_next()
    {
        await using var workspace = new TestWorkspace();
        int first;
        using (var session = await workspace.Attach())
        {
            first = session.HostProcessId;
            TestWorkspace.Kill(first);
        }

        await TestWorkspace.Eventually(() => !FileLock.IsTaken(workspace.Place.HostLock), "the lock is free");
        Assert.True(File.Exists(workspace.Place.Socket) && File.Exists(workspace.Place.Record));
        using var next = await workspace.Attach();
        Assert.NotEqual(first, next.HostProcessId);
        Assert.Equal(next.HostProcessId, HostRecord.Read(workspace.Place)!.Pid);
    }

    [Fact]
    public async Task A_second_host_process_of_the_same_workspace_ends_by_itself()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        using var second = Process.Start(TestWorkspace.HostProgram, workspace.Folder);
        await second.WaitForExitAsync();
        Assert.Equal(HostExit.AnotherHostRuns, second.ExitCode);
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
    }

    [Fact]
    public async Task An_idle_host_ends_by_itself_but_not_while_something_runs()
    {
        await using var workspace = new TestWorkspace();
        Directory.CreateDirectory(workspace.Place.Store);
        await File.WriteAllTextAsync(Path.Combine(workspace.Place.Store, "settings.json"), """{ "idleSeconds": 0 }""");
        workspace.Touch("busy");
        int pid;
        using (var session = await workspace.Attach())
        {
            pid = session.HostProcessId;
        }

        await TestWorkspace.Eventually(() => File.Exists(workspace.PathOf("left")), "the session has left");
        Assert.True(TestWorkspace.Alive(pid));
        File.Delete(workspace.PathOf("busy"));
        await TestWorkspace.Eventually(() => !TestWorkspace.Alive(pid), "the idle host ends");
        Assert.False(File.Exists(workspace.Place.Record));
    }

    [Fact]
    public async Task Sigterm_is_a_clean_stop_that_waits_for_keeping()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        workspace.Touch("keeping");
        using var kill = Process.Start("kill", ["-TERM", session.HostProcessId.ToString()]);
        await TestWorkspace.Eventually(() => Endpoint.TryConnect(workspace.Place.Socket) is null, "nobody can connect any more");
        Assert.True(TestWorkspace.Alive(session.HostProcessId));
        File.Delete(workspace.PathOf("keeping"));
        await TestWorkspace.Eventually(() => !TestWorkspace.Alive(session.HostProcessId), "the host ends");
        Assert.True(File.Exists(workspace.PathOf("disposed")));
    }

    [Fact]
    public async Task Stop_is_refused_while_a_submission_runs_unless_forced()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var running = session.Submit("until never", listener);
        await listener.HasStarted.Task;
        var refused = await Assert.ThrowsAsync<HostRefusedException>(() => workspace.Remote.Stop());
        Assert.Equal("busy", refused.Reason);
        Assert.True(await workspace.Remote.Stop(force: true));
        Assert.Equal("STET-INTERRUPTED", Assert.Single((await running).Errors).Code);
    }

    [Fact]
    public async Task A_host_of_another_build_is_replaced_when_nobody_needs_it()
    {
        await using var workspace = new TestWorkspace();
        var other = workspace.PathOf("other-host");
        File.CreateSymbolicLink(other, TestWorkspace.HostProgram);
        int first;
        using (var session = await new RemoteWorkspace(workspace.Folder, other).AttachAsync(new(workspace.Folder, "test")))
        {
            first = session.HostProcessId;
            using var joined = await workspace.Attach();
            Assert.Equal(first, joined.HostProcessId);
        }

        await TestWorkspace.Eventually(() => HostRecord.Read(workspace.Place) is { Sessions: 0 }, "both have left");
        using var later = await workspace.Attach();
        Assert.NotEqual(first, later.HostProcessId);
    }

    [Fact]
    public async Task A_workspace_with_a_very_long_path_has_its_socket_elsewhere()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("stet-server-").FullName, new string('d', 150), "with spaces");
        await using var workspace = new TestWorkspace(folder);
        using var session = await workspace.Attach();
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
        Assert.DoesNotContain(folder, workspace.Place.Socket);
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(workspace.Place.Socket)!));
        Assert.Equal("unix:" + workspace.Place.Socket, Assert.Single(HostRecord.Read(workspace.Place)!.Endpoints));
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_opened_is_an_error_that_says_why()
    {
        await using var workspace = new TestWorkspace();
        workspace.Touch("unopenable");
        var refused = await Assert.ThrowsAsync<HostRefusedException>(workspace.Attach);
        Assert.Contains("the store is damaged beyond use", refused.Message);
    }

    [Fact]
    public async Task A_host_program_that_is_not_there_or_fails_is_an_error_that_says_so()
    {
        await using var workspace = new TestWorkspace();
        var missing = await Assert.ThrowsAsync<HostStartException>(
            () => new RemoteWorkspace(workspace.Folder, "/no/such/host").AttachAsync(new(workspace.Folder, "test")));
        Assert.Contains("/no/such/host", missing.Message);
        var failing = await Assert.ThrowsAsync<HostStartException>(
            () => new RemoteWorkspace(workspace.Folder, "/bin/false").AttachAsync(new(workspace.Folder, "test")));
        Assert.Contains("exited with code 1", failing.Message);
    }

    [Theory]
    [InlineData("never", null)]
    [InlineData("0", 0.0)]
    [InlineData("2.5", 2.5)]
    public void The_idle_time_is_a_number_of_seconds_or_never(string text, double? seconds) =>
        Assert.Equal(seconds, HostSettings.ParseIdle(text, "test")?.TotalSeconds);

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    public void Another_idle_time_is_an_error_that_names_its_source(string text) =>
        Assert.Contains("the source", Assert.Throws<FormatException>(() => HostSettings.ParseIdle(text, "the source")).Message);
}
