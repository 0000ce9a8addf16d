using System.Diagnostics;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Protocol.Place;

namespace Stet.Server.Tests;

/// <summary>A fresh workspace folder with a real host process around the fake engine; ends that host when disposed.</summary>
internal sealed class TestWorkspace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public TestWorkspace(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("stet-server-").FullName;
        Directory.CreateDirectory(Folder);
        Remote = new(Folder, HostProgram);
    }

    public static string HostProgram => Path.Combine(AppContext.BaseDirectory, "fake-host");

    public string Folder { get; }

    public RemoteWorkspace Remote { get; }

    public HostPlace Place => Remote.Place;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public Task<RemoteSession> Attach() => new RemoteWorkspace(Folder, HostProgram).AttachAsync(new(Folder, "test"));

    public void Touch(string name) => File.WriteAllText(PathOf(name), "");

    public static async Task Eventually(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(2);
        }
    }

    public static bool Alive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await Remote.Stop(force: true);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Writes down what a submission says.</summary>
internal sealed class Listener : ISubmissionListener
{
    private readonly List<string> _events = [];

    public TaskCompletionSource<SubmissionNumber> HasStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<string> HasWaited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<SubmissionNumber> IsKept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text
    {
        get
        {
            lock (_events)
            {
                return string.Join('|', _events);
            }
        }
    }

    public void Started(SubmissionNumber number)
    {
        Add($"started {number}");
        HasStarted.TrySetResult(number);
    }

    public void Waiting(string reason)
    {
        Add($"waiting: {reason}");
        HasWaited.TrySetResult(reason);
    }

    public void Output(string text, bool isError) => Add($"{(isError ? "err" : "out")}: {text.TrimEnd()}");

    public void Kept(SubmissionNumber number)
    {
        Add($"kept {number}");
        IsKept.TrySetResult(number);
    }

    public void Noted(Note note) => Add($"{note.Kind}: {note.Text}");

    private void Add(string text)
    {
        lock (_events)
        {
            _events.Add(text);
        }
    }
}
