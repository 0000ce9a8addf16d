namespace Stet.Runtime.Asynchronous;

/// <summary>
/// What an async function holds of its run: nothing until it first waits, since until then it is part of the code that called it; then a place in the background until it ends.
/// </summary>
internal struct Stay
{
    private Run? run;

    public void Begin()
    {
        if (run is null)
        {
            run = Run.Current;
            run?.EnterBackground();
        }
    }

    public void End()
    {
        run?.LeaveBackground();
        run = null;
    }
}
