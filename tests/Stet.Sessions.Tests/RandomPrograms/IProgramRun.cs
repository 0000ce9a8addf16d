namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>Where a sequence is played: on a host, or nowhere, to count what it consists of.</summary>
internal interface IProgramRun
{
    void Begin(int seed);

    /// <summary>Something of this kind is about to be done.</summary>
    void Count(string kind);

    /// <summary>Definition files are written, all at once: what stands in them is replaced.</summary>
    /// <param name="edits">What is there, or nothing for what is new, and what it becomes.</param>
    /// <param name="to">The file that it is in afterwards; null: the one that it is in.</param>
    void Save(IReadOnlyList<(string Before, string After)> edits, string? to = null);

    Task Do(string code);

    Task Shows(string code, string expected);

    Task IsRefused(string code, string error);

    Task Reopen();

    Task Kill();
}

/// <summary>Nothing runs: the model alone goes through the sequences.</summary>
internal sealed class CountingRun : IProgramRun
{
    /// <summary>How often each kind of step was taken.</summary>
    public Dictionary<string, int> Kinds { get; } = [];

    public void Begin(int seed)
    {
    }

    public void Count(string kind) => Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;

    public void Save(IReadOnlyList<(string Before, string After)> edits, string? to = null)
    {
    }

    public Task Do(string code) => Task.CompletedTask;

    public Task Shows(string code, string expected) => Task.CompletedTask;

    public Task IsRefused(string code, string error) => Task.CompletedTask;

    public Task Reopen() => Task.CompletedTask;

    public Task Kill() => Task.CompletedTask;
}
