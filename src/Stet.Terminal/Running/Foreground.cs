using System.Globalization;

namespace Stet.Terminal.Running;

/// <summary>The submission that the prompt waits for.</summary>
internal sealed class Foreground(TimeProvider clock)
{
    private static readonly TimeSpan WithoutStatus = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SecondInterruptWithin = TimeSpan.FromSeconds(2);
    private readonly long _begun = clock.GetTimestamp();
    private long? _interrupted;

    /// <summary>Why it has not begun; null while it runs.</summary>
    public string? WaitsFor { get; set; }

    /// <summary>The user is asked whether the host should be killed.</summary>
    public bool AsksToKill { get; set; }

    /// <summary>What is being done about a host that does not answer.</summary>
    public string? Emergency { get; set; }

    public bool IsInterrupted => _interrupted is not null;

    public TimeSpan Elapsed => clock.GetElapsedTime(_begun);

    /// <summary>Ctrl-C was pressed.</summary>
    /// <returns>Whether it was pressed shortly before, too.</returns>
    public bool Interrupt()
    {
        var again = _interrupted is { } before && clock.GetElapsedTime(before) < SecondInterruptWithin;
        _interrupted = clock.GetTimestamp();
        return again;
    }

    /// <summary>The line under the output while it runs; empty at first, as most runs end before it could be read.</summary>
    public string Status =>
        AsksToKill ? "It still runs. Kill the host? (y/n) "
        : Emergency is not null ? Emergency
        : Elapsed < WithoutStatus ? ""
        : WaitsFor is not null ? $"{Duration.Text(Elapsed)} waiting for {WaitsFor}"
        : IsInterrupted ? $"{Duration.Text(Elapsed)} stopping ..."
        : $"{Duration.Text(Elapsed)} ...";
}

/// <summary>Times as the prompt writes them.</summary>
internal static class Duration
{
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };
}
