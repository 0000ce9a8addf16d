namespace Stet.Runtime;

/// <summary>What a submission's generated code hands back: the value to show and the variables it has assigned.</summary>
public sealed class SubmissionFrame
{
    /// <summary>True when the submission ended in an expression without a semicolon that has a value.</summary>
    public bool HasValue { get; private set; }

    public object? Value { get; private set; }

    /// <summary>The static type of the value.</summary>
    public Type? ValueType { get; private set; }

    /// <summary>Called by generated code with the value of the last expression.</summary>
    public void Show<T>(T value)
    {
        HasValue = true;
        Value = value;
        ValueType = typeof(T);
    }

    /// <summary>How many of the submission's declarations were reached, in source order; also after an exception.</summary>
    public int Declared { get; set; }
}
