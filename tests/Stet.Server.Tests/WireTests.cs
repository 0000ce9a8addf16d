using System.Text;
using Stet.Protocol.Client;
using Stet.Protocol.Place;
using Stet.Protocol.Wire;

namespace Stet.Server.Tests;

public class WireTests
{
    [Fact]
    public async Task Another_protocol_version_is_refused_with_what_to_do()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        using var frames = new FrameStream(Endpoint.TryConnect(workspace.Place.Socket)!);
        frames.Write(Frame.Of(MessageKind.Hello, 0, new(999, "9.9.9"), MessageCodecs.Hello));
        var refused = frames.Read()!.Read(MessageCodecs.Refused);
        Assert.Equal("protocol", refused.Reason);
        Assert.Contains("stet 9.9.9", refused.Message);
        Assert.Contains("stet stop", refused.Message);
        Assert.Null(frames.Read());
    }

    [Fact]
    public async Task A_host_of_another_protocol_version_can_still_be_stopped()
    {
        await using var workspace = new TestWorkspace();
        (await workspace.Attach()).Dispose();
        using var frames = new FrameStream(Endpoint.TryConnect(workspace.Place.Socket)!);
        frames.Write(Frame.Of(MessageKind.Stop, 0, new(true), MessageCodecs.Stop));
        Assert.Equal(MessageKind.Stopping, frames.Read()!.Kind);
        await TestWorkspace.Eventually(() => !FileLock.IsTaken(workspace.Place.HostLock), "the host ends");
    }

    [Theory]
    [InlineData("not a frame at all, but text", "a frame announces")]
    [InlineData("\u0002\0\0\0\u0001\0\0\0\0{]", "hello frame is not what it should be")]
    [InlineData("\u0002\0\0\0\u0014\0\0\0\0{}", "begins with a hello frame")]
    [InlineData("\u0004\0\0\0\u0001\0\0\0\0null", "Hello frame is not what it should be")]
    public async Task Bytes_that_are_no_frame_end_their_connection_with_an_error_and_nothing_else(string bytes, string complaint)
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var stream = Endpoint.TryConnect(workspace.Place.Socket)!;
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        await AssertRefused(stream, complaint);
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
    }

    [Theory]
    [InlineData(20, "short", "is not what it should be")]
    [InlineData(20, "\u0001\0\0\0a\0\0\0\0b", "1 bytes too many")]
    [InlineData(20, "\u00ff\u00ff\u00ff\u007f", "does not fit")]
    [InlineData(77, "", "kind 77 is no request")]
    public async Task A_malformed_request_after_the_handshake_ends_its_connection(byte kind, string body, string complaint)
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var stream = Endpoint.TryConnect(workspace.Place.Socket)!;
        var frames = new FrameStream(stream);
        Greet(frames);
        frames.Write(new Frame((MessageKind)kind, 5, Encoding.Latin1.GetBytes(body)));
        await AssertRefused(stream, complaint);
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
    }

    [Fact]
    public async Task A_submission_without_a_session_is_refused()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        using var frames = new FrameStream(Endpoint.TryConnect(workspace.Place.Socket)!);
        Greet(frames);
        frames.Write(Frame.Of(MessageKind.Submit, 3, new("show 1", 80), MessageCodecs.Submit));
        var answer = frames.Read()!;
        Assert.Equal((MessageKind.Refused, 3), (answer.Kind, answer.Id));
    }

    [Fact]
    public async Task A_front_end_that_does_not_read_holds_up_nobody_else()
    {
        await using var workspace = new TestWorkspace();
        using var deaf = new FrameStream(Endpoint.TryConnect((await Attached(workspace)).Place.Socket)!);
        Greet(deaf);
        deaf.Write(Frame.Of(MessageKind.Attach, 1, new(workspace.Folder, "test", 80, 0, [], -1), MessageCodecs.Attach));
        Assert.Equal(MessageKind.Attached, deaf.Read()!.Kind);
        var text = "show " + new string('x', 3_000_000);
        deaf.Write(Frame.Of(MessageKind.Submit, 2, new(text, 80), MessageCodecs.Submit));
        deaf.Write(Frame.Of(MessageKind.Submit, 3, new(text, 80), MessageCodecs.Submit));
        using var session = await workspace.Attach();
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
    }

    private static async Task<RemoteWorkspace> Attached(TestWorkspace workspace)
    {
        (await workspace.Attach()).Dispose();
        return workspace.Remote;
    }

    private static void Greet(FrameStream frames)
    {
        frames.Write(Frame.Of(MessageKind.Hello, 0, new(ProtocolVersion.Current, "test"), MessageCodecs.Hello));
        Assert.Equal(MessageKind.Welcome, frames.Read()!.Kind);
    }

    private static async Task AssertRefused(Stream stream, string complaint)
    {
        var frames = new FrameStream(stream);
        var refused = await Task.Run(() => frames.Read()!.Read(MessageCodecs.Refused));
        Assert.Equal("malformed", refused.Reason);
        Assert.Contains(complaint, refused.Message, StringComparison.OrdinalIgnoreCase);
        await AssertEnded(frames);
    }

    /// <summary>Closed, or reset where the host left bytes unread.</summary>
    private static async Task AssertEnded(FrameStream frames)
    {
        try
        {
            Assert.Null(await Task.Run(frames.Read));
        }
        catch (IOException e)
        {
            Assert.Contains("The connection broke", e.Message);
        }
    }
}
