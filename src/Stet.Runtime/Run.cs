using Stet.Model;

namespace Stet.Runtime;

/// <summary>One execution of a submission. Flows with the code it starts, also into tasks: their output and their stop belong to it.</summary>
public sealed class Run(SubmissionNumber number, Action<string, bool> output)
{
    private static readonly AsyncLocal<Run?> Flowing = new();

    /// <summary>The run that the calling code belongs to; null on threads that no run started.</summary>
    public static Run? Current
    {
        get => Flowing.Value;
        internal set => Flowing.Value = value;
    }

    public SubmissionNumber Number { get; } = number;

    /// <summary>True once the user has asked for the foreground part to end. Reset when it has: background tasks go on.</summary>
    public bool StopRequested { get; internal set; }

    /// <summary>Receives text and whether it is for standard error.</summary>
    public Action<string, bool> Output { get; } = output;
}

/// <summary>The run was stopped by its user.</summary>
public sealed class RunInterruptedException(SubmissionNumber number) : OperationCanceledException($"In[{number}] was interrupted.");
