namespace Stet.Model;

/// <summary>What recalling a history entry comes to today: how what it means differs from what it meant when it ran.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Hint">The difference in one line; empty where it means the same, or where only values have changed by ordinary work.</param>
/// <param name="Question">What would be destroyed: where, which files, how many. Empty where nothing has to be asked.</param>
/// <param name="Changes">All that differs, with old and new text.</param>
/// <param name="Destructive">Whether running it now may delete or overwrite something.</param>
public sealed record RecallCheck(SubmissionNumber Number, string Hint, string Question, IReadOnlyList<MeaningChange> Changes, bool Destructive)
{
    /// <summary>It means what it meant, or that is not known.</summary>
    public static RecallCheck None { get; } = new(default, "", "", [], false);

    /// <summary>The old and new text of all that differs.</summary>
    public string Details => string.Join('\n', Changes.Select(c => c.ToString()));

    public override string ToString() =>
        Changes.Count == 0 ? $"In[{Number}] means what it meant" : Question.Length == 0 ? Details : $"{Question}\n{Details}";
}

/// <summary>One thing of which a recalled entry means another than it did.</summary>
/// <param name="Name">A definition, a variable, or "directory" or "files".</param>
/// <param name="What">In a few words: "was redefined", "is int[] now, was double[]".</param>
/// <param name="Then">The old text; empty where it is not kept any more or there was none.</param>
/// <param name="Now">The new text; empty where there is none.</param>
public sealed record MeaningChange(string Name, string What, string Then, string Now)
{
    public override string ToString() => $"{Name} {What}{Side("-", Then)}{Side("+", Now)}";

    private static string Side(string mark, string text) =>
        text.Length == 0 ? "" : string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(line => $"\n  {mark} {line}"));
}
