using Stet.Runtime.Capturing;

namespace Stet.Runtime.Formulas;

/// <summary>What the table keeps with a formula beside what the graph knows. Guarded by the table's lock.</summary>
internal sealed class FormulaState
{
    private Few? few;

    /// <summary>Of the newest code that was loaded; null while nothing has read the formula.</summary>
    public FormulaCell? Cell { get; set; }

    /// <summary>The workspace units whose types or code the value contains.</summary>
    public IReadOnlyList<string> Units { get; set; } = [];

    /// <summary>The code in the value.</summary>
    public IReadOnlyList<HeldPlace> Held
    {
        get => few?.Held ?? [];
        set => Set(value.Count > 0, value, static (few, value) => few.Held = value);
    }

    /// <summary>Why the last evaluation holds for one look only: what it can have called in the values that it read; null where nothing of that makes it differ.</summary>
    public string? ImpurityInValues
    {
        get => few?.ImpurityInValues;
        set => Set(value is not null, value, static (few, value) => few.ImpurityInValues = value);
    }

    /// <summary>The value holds an object whose identity counts.</summary>
    public bool IsShareable { get; set; }

    /// <summary>Ticks of its last evaluation with those that it made run; the most while it never ran.</summary>
    public long Cost { get; set; } = long.MaxValue;

    /// <summary>As the source gave it when the graph asked last.</summary>
    public FormulaCode Code { get; set; } = FormulaCode.Unknown;

    /// <summary>Its last evaluation by this process.</summary>
    public FormulaRun? LastRun { get; set; }

    /// <summary>Whether the source has been told that what it keeps is not the result any more.</summary>
    public bool IsToldUnkept { get; set; }

    /// <summary>Where relative file names began in its last evaluation, if that read files; null otherwise.</summary>
    public string? Directory
    {
        get => few?.Directory;
        set => Set(value is not null, value, static (few, value) => few.Directory = value);
    }

    /// <summary>When the evaluation began that is under way; 0 while there is none.</summary>
    public long Since { get; set; }

    private void Set<T>(bool isSomething, T value, Action<Few, T> set)
    {
        if (isSomething || few is not null)
        {
            set(few ??= new(), value);
        }
    }

    /// <summary>What only few formulas have: the others neither take memory for it nor write it at each evaluation.</summary>
    private sealed class Few
    {
        public IReadOnlyList<HeldPlace> Held { get; set; } = [];

        public string? ImpurityInValues { get; set; }

        public string? Directory { get; set; }
    }
}
