using Stet.Language.Compiling;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Submitting;

/// <summary>
/// What a null may be due to: a live part of a value did not outlive its host, and null stands in its place since the value was restored.
/// Said with the exception that touching it was, with the submission that made it.
/// </summary>
internal static class LostParts
{
    /// <summary>Lines to add to the exception's message; empty where no lost part can be its cause.</summary>
    public static string Explain(Engine engine, SubmissionResult segment, Exception thrown)
    {
        if (!IsAboutNull(thrown))
        {
            return "";
        }

        var lost = Touched.Reached(segment, engine.World, engine.Variables).Where(v => v.Slot is not null).SelectMany(v => v.Stored?.Lost ?? []);
        return string.Concat(lost.Select(part => Sentence(engine.Store, part)));
    }

    /// <summary>What is to be said instead of running: a variable that is read was live as a whole.</summary>
    public static string WhyNotRun(Engine engine, SubmissionResult segment) =>
        segment.Needed.Select(engine.Variables.Find).FirstOrDefault(v => v?.Gone is not null) is { Gone: { } whole } variable
            ? Sentence(engine.Store, whole with { In = whole.In == 0 ? variable.Since.Value : whole.In }).TrimStart() : "";

    private static bool IsAboutNull(Exception thrown) =>
        thrown is NullReferenceException or ArgumentNullException
        || thrown is AggregateException all && all.InnerExceptions.Any(IsAboutNull)
        || thrown.InnerException is { } inner && IsAboutNull(inner);

    private static string Sentence(WorkspaceStore store, StoredLivePart part)
    {
        var line = store.Entry(new(part.In))?.Code.Trim().Split('\n')[0] ?? "";
        var recipe = line.Length > 100 ? line[..97] + "..." : line;
        return $"\n{part.Path} {(part.Path.AsSpan().ContainsAny('.', '[') ? "was a live part" : "was live")} (a {part.Type}: {part.Reason}) and did not outlive its host: it is null. Make it again, as In[{part.In}] did: {recipe}";
    }
}
