using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Sessions.Definitions;

namespace Stet.Sessions;

/// <summary>
/// Compiles a submission that nobody sees while the store is being opened, because the compiler's first use in a process takes longer than
/// all the rest of a start. Once for each process; nothing of it is loaded or run, and nobody waits for it.
/// </summary>
internal static class WarmUp
{
    private static readonly string[] Inputs = ["1+1", "numbers = new List<int> { 1, 2 }; text = $\"{numbers.Count}\"; numbers.Where(n => n > 1).Sum()"];

    private static int begun;

    /// <summary>Returns at once. On a thread of its own, so that connections and the store find the pool's threads free.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            _ = Task.Factory.StartNew(CompileAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private static void CompileAll()
    {
        foreach (var input in Inputs)
        {
            SubmissionCompiler.Compile(new(
                InputParser.Submission(input, "In[0]"), 0, "In0", default, [], [], ImmutableDictionary<string, string>.Empty,
                ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty, StandardUsings.All));
        }
    }
}
