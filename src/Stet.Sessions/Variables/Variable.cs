using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;

namespace Stet.Sessions.Variables;

/// <summary>
/// A workspace variable: its type, where its value is (a slot, the store, or both), and what is known of the stored form.
/// </summary>
internal sealed class Variable(string name, string type)
{
    public string Name { get; } = name;

    /// <summary>As C# source that means the same everywhere.</summary>
    public string Type { get; } = type;

    /// <summary>Null while the value is only in the store.</summary>
    public VariableSlot? Slot { get; set; }

    /// <summary>The stored form; null until it has been kept once.</summary>
    public StoredForm? Stored { get; set; }

    /// <summary>Completes when the capture under way has been kept; complete when none is.</summary>
    public Task Keeping { get; set; } = Task.CompletedTask;

    /// <summary>Why the newest value is not in the store; empty when it is.</summary>
    public string Trouble { get; set; } = "";

    /// <summary>True once code that lives on (a lambda, a task) can change it at any time.</summary>
    public bool Escaped { get; set; }

    public SubmissionNumber Since { get; set; }

    /// <summary>The same variable where its type has another name.</summary>
    public Variable As(string newType) => newType == Type ? this
        : new(Name, newType) { Slot = Slot, Stored = Stored, Keeping = Keeping, Trouble = Trouble, Escaped = Escaped, Since = Since };

    /// <summary>Names of the variables that share an object with this one, itself included.</summary>
    public IReadOnlyList<string> Component => Stored?.Roots ?? [Name];
}

/// <param name="Image">Null for a variable that is live as a whole: nothing of it is stored.</param>
/// <param name="Roots">The variables whose values are in the image.</param>
/// <param name="Units">The workspace units whose types or code the value contains.</param>
internal sealed record StoredForm(
    ContentHash Image, IReadOnlyList<string> Roots, IReadOnlyList<string> Units, IReadOnlyList<LivePart> LiveParts, bool Immutable, long Bytes);
