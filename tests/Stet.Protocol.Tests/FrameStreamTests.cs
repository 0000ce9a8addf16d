using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Tests;

public class FrameStreamTests
{
    [Fact]
    public void Frames_come_out_as_they_went_in()
    {
        var wire = new MemoryStream();
        var frames = new FrameStream(wire);
        frames.Write(Frame.Of(MessageKind.Submit, 7, new("x = \"é\n\"", 80), MessageCodecs.Submit));
        frames.Write(Frame.Of(MessageKind.Interrupt, 0, Empty.Value, MessageCodecs.Empty));
        wire.Position = 0;
        var first = frames.Read()!;
        Assert.Equal((MessageKind.Submit, 7, "x = \"é\n\""), (first.Kind, first.Id, first.Read(MessageCodecs.Submit).Code));
        Assert.Equal(MessageKind.Interrupt, frames.Read()!.Kind);
        Assert.Null(frames.Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(12)]
    public void A_connection_that_ends_inside_a_frame_is_broken(int length)
    {
        var wire = new MemoryStream();
        new FrameStream(wire).Write(Frame.Of(MessageKind.Submit, 7, new("x", 80), MessageCodecs.Submit));
        Assert.Throws<EndOfStreamException>(() => new FrameStream(new MemoryStream(wire.ToArray()[..length])).Read());
    }

    [Fact]
    public void A_false_length_is_refused_before_any_memory_is_taken() =>
        Assert.Throws<MalformedFrameException>(() => new FrameStream(new MemoryStream([255, 255, 255, 255, 1, 0, 0, 0, 0])).Read());

    [Fact]
    public void A_large_body_that_does_not_come_costs_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EndOfStreamException>(() => new FrameStream(new MemoryStream([0, 0, 0, 15, 1, 0, 0, 0, 0, 42])).Read());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 * 1024 * 1024);
    }

    [Fact]
    public void A_body_that_is_not_the_kind_s_message_is_malformed()
    {
        var frame = new Frame(MessageKind.Submit, 1, new byte[] { 9, 0, 0, 0, 65 });
        Assert.Contains("Submit", Assert.Throws<MalformedFrameException>(() => frame.Read(MessageCodecs.Submit)).Message);
    }

    [Fact]
    public void History_travels_whole()
    {
        var entry = new HistoryEntry(
            new(3), new("s1"), "x = 1", "/home", new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), EntryState.Failed, 1.5, null, "1", "out");
        var back = Frame.Of(MessageKind.HistoryIs, 1, new([entry, entry]), MessageCodecs.HistoryIs).Read(MessageCodecs.HistoryIs);
        Assert.Equal([entry, entry], back.Entries);
        var query = new HistoryQuery("fft", null, 7, true);
        Assert.Equal(query, Frame.Of(MessageKind.AskHistory, 1, query, ModelCodecs.HistoryQuery).Read(ModelCodecs.HistoryQuery));
        Assert.Equal(query with { Before = new(4) }, Frame.Of(MessageKind.AskHistory, 1, query with { Before = new(4) }, ModelCodecs.HistoryQuery).Read(ModelCodecs.HistoryQuery));
    }

    [Fact]
    public void An_outcome_travels_whole()
    {
        var outcome = new Outcome(
            new(7), "f()", false, "int", "5", "out\n", [new(Severity.Error, "CS1", "m", "In[7]", 1, 2, 3, 4, "f()")],
            [new("hint", "text", ["a", "b"])], 12.5, true);
        var back = Frame.Of(MessageKind.Finished, 1, outcome, ModelCodecs.Outcome).Read(ModelCodecs.Outcome);
        Assert.Equal(outcome.Errors, back.Errors);
        Assert.Equal(outcome.Notes[0].Names, back.Notes[0].Names);
        Assert.Equal(outcome with { Errors = [], Notes = [] }, back with { Errors = [], Notes = [] });
    }
}
