using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>A request that asks and changes nothing: read on the connection's thread, so that a malformed one ends the connection, answered on another.</summary>
internal sealed class Question
{
    private readonly Func<Host, ISession?, Task<Frame>> _answer;

    private Question(Func<Host, ISession?, Task<Frame>> answer) => _answer = answer;

    /// <exception cref="MalformedFrameException">It is no question, or its body is wrong.</exception>
    public static Question Read(Frame frame)
    {
        switch (frame.Kind)
        {
            case MessageKind.Complete:
                var complete = frame.Read(MessageCodecs.Complete);
                return OfSession(async session => Frame.Of(
                    MessageKind.Completed, 0, await session.Complete(complete.Text, complete.Position).ConfigureAwait(false), ModelCodecs.CompletionList));
            case MessageKind.Classify:
                var colours = frame.Read(MessageCodecs.InputText).Text;
                return OfSession(session => Task.FromResult(
                    Frame.Of(MessageKind.Classified, 0, new(session.Classify(colours)), MessageCodecs.Classified)));
            case MessageKind.AskInputState:
                var input = frame.Read(MessageCodecs.InputText).Text;
                return OfSession(session => Task.FromResult(
                    Frame.Of(MessageKind.InputStateIs, 0, new(session.InputState(input)), MessageCodecs.InputStateIs)));
            case MessageKind.AskHistory:
                var query = frame.Read(ModelCodecs.HistoryQuery);
                return OfSession(session => Task.FromResult(
                    Frame.Of(MessageKind.HistoryIs, 0, new(session.History(query)), MessageCodecs.HistoryIs)));
            case MessageKind.Search:
                var search = frame.Read(MessageCodecs.Search);
                return OfSession(async session => Frame.Of(
                    MessageKind.Found, 0, new(await session.Search(search.Text, search.Limit).ConfigureAwait(false)), MessageCodecs.Found));
            case MessageKind.AskRecall:
                var recalled = frame.Read(MessageCodecs.AskRecall);
                return OfSession(async session => Frame.Of(
                    MessageKind.RecallIs, 0, await session.CheckRecall(recalled.Number, recalled.Code).ConfigureAwait(false), ModelCodecs.RecallCheck));
            case MessageKind.List:
                var command = frame.Read(MessageCodecs.List).Command;
                return OfSession(async session => Frame.Of(
                    MessageKind.Listed, 0, await session.List(command).ConfigureAwait(false), ModelCodecs.Listing));
            case MessageKind.PlanCall:
                var words = frame.Read(MessageCodecs.CallWords).Words;
                return OfSession(async session => Frame.Of(
                    MessageKind.CallPlanned, 0, await session.PlanCall(words).ConfigureAwait(false), ModelCodecs.CallPlan));
            case MessageKind.CompleteCall:
                var typed = frame.Read(MessageCodecs.CallWords).Words;
                return OfSession(async session => Frame.Of(
                    MessageKind.CallCompleted, 0, await session.CompleteCall(typed).ConfigureAwait(false), ModelCodecs.WordList));
            case MessageKind.Export:
                var export = frame.Read(MessageCodecs.Export);
                return OfSession(async session => Frame.Of(
                    MessageKind.Exported, 0, await session.Export(export.Function, export.Folder).ConfigureAwait(false), ModelCodecs.ExportedProject));
            case MessageKind.AskStatus:
                return new((host, _) => Task.FromResult(
                    Frame.Of(MessageKind.StatusIs, 0, new(host.Busy(), host.Sessions), MessageCodecs.StatusIs)));
            default:
                throw new MalformedFrameException($"A frame of kind {(byte)frame.Kind} is no request of protocol {ProtocolVersion.Current}.");
        }
    }

    public Task<Frame> Answer(Host host, ISession? session) => _answer(host, session);

    private static Question OfSession(Func<ISession, Task<Frame>> answer) =>
        new((_, session) => session is null
            ? throw new RefusalException(RefusalReason.Malformed, "Attach first, then ask.")
            : answer(session));
}
