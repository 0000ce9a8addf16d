namespace Stet.Runtime;

/// <summary>
/// The one thread that runs foreground submissions. It is kept from run to run; a run that cannot be stopped is left behind on its thread,
/// and the next run gets a new one.
/// </summary>
public sealed class RunThread : IDisposable
{
    /// <summary>
    /// Bytes. Twice what a program's main thread has; not more, since an exception passes through every frame of a runaway recursion,
    /// and hundreds of thousands of them take seconds.
    /// </summary>
    private const int StackSize = 16 << 20;

    private readonly Lock gate = new();
    private Worker? worker;

    /// <summary>Runs <paramref name="body"/> and returns what it threw, or null. Completes early, with the thread left behind, when <see cref="Abandon"/> is called.</summary>
    public Task<Exception?> Execute(Run run, Action body)
    {
        lock (gate)
        {
            worker ??= new Worker();
            return worker.Execute(run, body);
        }
    }

    /// <summary>Asks the current run to end: at its next poll, or by waking it from a wait.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            worker?.Interrupt();
        }
    }

    /// <summary>Gives the current run up: it ends for its caller, though its thread may still be inside a call that cannot be stopped.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            worker?.Abandon();
            worker = null;
        }
    }

    /// <summary>Ends the thread; a run in progress finishes first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            worker?.End();
            worker = null;
        }
    }

    private sealed class Worker
    {
        private readonly SemaphoreSlim ready = new(0);
        private readonly Lock gate = new();
        private readonly Thread thread;
        private (Run Run, Action Body, TaskCompletionSource<Exception?> Done)? job;

        public Worker()
        {
            thread = new Thread(Loop, StackSize) { IsBackground = true, Name = "run" };
            thread.Start();
        }

        public Task<Exception?> Execute(Run run, Action body)
        {
            var done = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                job = (run, body, done);
            }

            ready.Release();
            return done.Task;
        }

        public void Interrupt()
        {
            lock (gate)
            {
                if (job is { } current && !current.Done.Task.IsCompleted)
                {
                    current.Run.StopRequested = true;
                    Poll.Request();
                    thread.Interrupt();
                }
            }
        }

        public void Abandon()
        {
            lock (gate)
            {
                if (job is { } current)
                {
                    current.Done.TrySetResult(new RunInterruptedException(current.Run.Number));
                }
            }
        }

        /// <summary>A release without a job.</summary>
        public void End() => ready.Release();

        private void Loop()
        {
            var isUsed = true;
            while (isUsed)
            {
                WaitForJob();
                isUsed = job is { } next && Finish(next.Run, next.Done, RunOne(next.Run, next.Body));
            }

            RunStack.Leave();
        }

        private static Exception? RunOne(Run run, Action body)
        {
            Run.Current = run;
            Poll.OnStack(StackSize);
            try
            {
                body();
                return null;
            }
            catch (Exception thrown)
            {
                return run.StopRequested && thrown is ThreadInterruptedException ? new RunInterruptedException(run.Number) : thrown;
            }
            finally
            {
                Run.Current = null;
            }
        }

        /// <returns>Whether the run was not given up meanwhile: then its thread is of further use.</returns>
        private bool Finish(Run run, TaskCompletionSource<Exception?> done, Exception? thrown)
        {
            lock (gate)
            {
                job = null;
                Poll.Clear();
                run.StopRequested = false;
                return done.TrySetResult(thrown);
            }
        }

        private void WaitForJob()
        {
            while (true)
            {
                try
                {
                    ready.Wait();
                    return;
                }
                catch (ThreadInterruptedException)
                {
                    // It was meant for a run that had just ended; the next wait is the right answer to it.
                    continue;
                }
            }
        }
    }
}
