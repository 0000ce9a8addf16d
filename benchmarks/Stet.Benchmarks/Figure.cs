namespace Stet.Benchmarks;

/// <summary>One line of the results: what was measured here, what it is measured against in the same run, and the aim for their ratio.</summary>
/// <param name="Met">Whether the aim is met; null where nothing could be compared.</param>
internal sealed record Figure(string Name, string Aim, string Stet, string Peer, string Ratio, bool? Met)
{
    public static Figure Against(string name, string aim, double stet, string peerName, double peer, string unit, double atMost) =>
        new(name, aim, $"{Number(stet)} {unit}", $"{Number(peer)} {unit} ({peerName})", Number(stet / peer), stet / peer <= atMost);

    public static Figure Within(string name, string aim, double stet, string unit, double atMost) =>
        new(name, aim, $"{Number(stet)} {unit}", "", "", stet <= atMost);

    public static Figure Skipped(string name, string aim, string stet, string why) => new(name, aim, stet, $"skipped: {why}", "", null);

    public string Row => $"| {Name} | {Aim} | {Stet} | {Peer} | {Ratio} | {(Met is { } met ? (met ? "yes" : "**no**") : "not compared")} |";

    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("0"),
        >= 1 => value.ToString("0.0#"),
        _ => value.ToString("0.###"),
    };
}
