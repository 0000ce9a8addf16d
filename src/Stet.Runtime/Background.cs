namespace Stet.Runtime;

/// <summary>
/// Code of a submission that goes on after it: the compiler puts a scope around what is handed to tasks, threads and timers, and around async functions.
/// So it is known what could still write to a value when the value is to follow its type.
/// </summary>
public static class Background
{
    public static Scope Enter() => new(Run.Current);

    /// <summary>Ends when the code ends, also by an exception.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Run? run;

        internal Scope(Run? run)
        {
            this.run = run;
            run?.EnterBackground();
        }

        public void Dispose() => run?.LeaveBackground();
    }
}
