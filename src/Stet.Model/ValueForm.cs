namespace Stet.Model;

/// <summary>How a value is written.</summary>
public enum ValueForm
{
    /// <summary>As the prompt shows it: bounded, with its type where that says something.</summary>
    Prompt,

    /// <summary>For other programs: a string as it is, a sequence with one element on each line; all of it.</summary>
    Text,

    /// <summary>As JSON; all of it.</summary>
    Json,

    /// <summary>A sequence of objects as a table with all rows and columns.</summary>
    Table,
}

/// <summary>The forms by the words that name them.</summary>
public static class ValueForms
{
    public static IReadOnlyList<string> Words { get; } = ["json", "table", "text"];

    public static ValueForm? Named(string word) => Words.Contains(word) ? Enum.Parse<ValueForm>(word, ignoreCase: true) : null;
}
