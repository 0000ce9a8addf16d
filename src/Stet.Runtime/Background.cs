using System.Timers;

namespace Stet.Runtime;

/// <summary>
/// Code of a submission that goes on after it: the compiler puts <c>Of</c> around what is handed to tasks, threads and timers, <see cref="Watch{T}"/> around a timer, and a scope into async
/// functions. So it is known what could still write to a value when the value is to follow its type.
/// </summary>
public static class Background
{
    public static Scope Enter() => new(Run.Current);

    /// <summary>The timer belongs to the run as long as it ticks.</summary>
    public static T Watch<T>(T timer) where T : class, IDisposable
    {
        Run.Current?.Watch(timer);
        return timer;
    }

    public static Action Of(Action work)
    {
        var errand = new Errand();
        return () => errand.Run(work);
    }

    public static Func<T> Of<T>(Func<T> work)
    {
        var errand = new Errand();
        return () => errand.Run(work);
    }

    public static Func<Task> Of(Func<Task> work)
    {
        var errand = new Errand();
        return () => errand.Run(work);
    }

    public static Func<Task<T>> Of<T>(Func<Task<T>> work)
    {
        var errand = new Errand();
        return () => errand.Run(work);
    }

    public static Action<T> Of<T>(Action<T> work)
    {
        var errand = new Errand();
        return given => errand.Run(() => work(given));
    }

    public static Func<S, T> Of<S, T>(Func<S, T> work)
    {
        var errand = new Errand();
        return given => errand.Run(() => work(given));
    }

    public static WaitCallback Of(WaitCallback work)
    {
        var errand = new Errand();
        return state => UntilInterrupted(() => errand.Run(() => work(state)));
    }

    /// <summary>A thread may never be started: it belongs to the run once it has been.</summary>
    public static ThreadStart Of(ThreadStart work) => () => UntilInterrupted(() =>
    {
        using var scope = Enter();
        work();
    });

    public static ParameterizedThreadStart Of(ParameterizedThreadStart work) => state => UntilInterrupted(() =>
    {
        using var scope = Enter();
        work(state);
    });

    /// <summary>Each tick; what is between two is known by <see cref="Watch{T}"/>.</summary>
    public static TimerCallback Of(TimerCallback tick) => state => UntilInterrupted(() =>
    {
        using var scope = Enter();
        tick(state);
    });

    public static ElapsedEventHandler Of(ElapsedEventHandler tick) => (sender, args) => UntilInterrupted(() =>
    {
        using var scope = Enter();
        tick(sender, args);
    });

    /// <summary>On a thread of its own nobody waits for the end of work that <c>force</c> has interrupted.</summary>
    private static void UntilInterrupted(Action work)
    {
        try
        {
            work();
        }
        catch (RunInterruptedException)
        {
            // That was to end it, and has.
        }
    }

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
