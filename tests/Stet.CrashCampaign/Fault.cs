using System.Globalization;

namespace Stet.CrashCampaign;

/// <summary>How the disk fails under a host (tests/faults/failing_disk.c).</summary>
/// <param name="At">The write or sync that fails, counted from the host's start.</param>
/// <param name="Error">The system's error number.</param>
/// <param name="Short">Half of the write is done first.</param>
/// <param name="Onwards">All later ones fail too.</param>
internal sealed record Fault(int At, int Error, bool Short, bool Onwards)
{
    private const int NoSpace = 28;
    private const int IoError = 5;

    /// <summary>Some hit the opening of the store, most the submissions.</summary>
    public static Fault Random(Random random) => new(
        random.Next(4) == 0 ? random.Next(1, 60) : random.Next(30, 400),
        random.Next(2) == 0 ? NoSpace : IoError,
        random.Next(3) == 0,
        random.Next(3) == 0);

    public IEnumerable<KeyValuePair<string, string>> Environment(string folder) =>
    [
        new("STET_FAULT_FOLDER", folder),
        new("STET_FAULT_AT", At.ToString(CultureInfo.InvariantCulture)),
        new("STET_FAULT_ERRNO", Error.ToString(CultureInfo.InvariantCulture)),
        new("STET_FAULT_SHORT", Short ? "1" : "0"),
        new("STET_FAULT_ONWARDS", Onwards ? "1" : "0"),
    ];
}
