using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Meanings;
using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Submitting;

/// <summary>What a submission has come to so far.</summary>
internal sealed class SubmissionProgress(SubmissionNumber number)
{
    private readonly HashSet<string> keep = [];

    public SubmissionNumber Number { get; } = number;

    public EntryState State { get; private set; } = EntryState.Succeeded;

    public string? Type { get; private set; }

    public string? Text { get; private set; }

    public ImmutableArray<Diagnostic> Errors { get; private set; } = [];

    public List<Note> Notes { get; } = [];

    /// <summary>Definitions, usings, removals: what the commit is to contain beside values.</summary>
    public List<BindingChange> Changes { get; } = [];

    /// <summary>Images that the changes refer to and the store does not have yet.</summary>
    public List<NewImage> Images { get; } = [];

    /// <summary>Segments that ran, by unit name: candidates for code that lives on in values.</summary>
    public Dictionary<string, RanSegment> Segments { get; } = [];

    /// <summary>What has run, for the recipes of what it changed.</summary>
    public RunTrace Trace { get; } = new();

    /// <summary>What it means, for history; null for what the engine carries out itself.</summary>
    public MeaningMaking? Meaning { get; set; }

    /// <summary>Outdated variables that were used, with what has changed.</summary>
    public Dictionary<string, IReadOnlyList<OutdatedCause>> OutdatedUses { get; } = [];

    /// <summary>Something that it may destroy was set aside.</summary>
    public bool SetsAside { get; set; }

    /// <summary>It runs recipes again, rather than code of its own.</summary>
    public bool IsRefresh { get; set; }

    /// <summary>Variables whose values are of types that were compiled again because a variable was retyped: they follow once they are kept.</summary>
    public HashSet<string> LeftBehind { get; } = [];

    /// <summary>How its value is written.</summary>
    public ValueForm Form { get; init; }

    /// <summary>What its code reads as standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    public SubmissionProgress Fail(ImmutableArray<Diagnostic> errors, bool interrupted = false)
    {
        State = interrupted ? EntryState.Interrupted : EntryState.Failed;
        Errors = errors;
        (Type, Text) = (null, null);
        return this;
    }

    /// <summary>Ctrl-Z has stopped what it ran; the shell has said so.</summary>
    public void Stop()
    {
        Fail([]);
        State = EntryState.Stopped;
    }

    /// <summary>Its last line was one for the shell: as of a script, its exit code counts.</summary>
    public void EndShell(int exitCode)
    {
        if (exitCode != 0 && State == EntryState.Succeeded)
        {
            State = EntryState.Failed;
            Notes.Add(new(NoteKind.ExitCode, $"exit code {exitCode}", []));
        }
    }

    public void Show(string type, string text)
    {
        Type = type;
        Text = text;
    }

    public void AlsoKeep(IEnumerable<Variable> variables) => keep.UnionWith(variables.Select(v => v.Name));

    /// <summary>Also what could not be kept before: it is tried again.</summary>
    public IReadOnlyList<Variable> ToKeep(Engine engine) =>
        [.. keep.Select(engine.Variables.Find).OfType<Variable>().Concat(engine.Variables.Restless.Where(v => v.Trouble.Length > 0)).Where(v => v.Slot is not null).Distinct().OrderBy(v => v.Name, StringComparer.Ordinal)];
}

/// <summary>A part of a submission that ran as one unit.</summary>
internal sealed record RanSegment(
    Language.Parsing.ParsedInput Input, int From, int Next, Worlds.CompiledUnit Unit, System.Reflection.Assembly Assembly)
{
    /// <summary>Whether its code can live on in a value.</summary>
    public bool HasFunctions => Input.HasFunctions;
}
