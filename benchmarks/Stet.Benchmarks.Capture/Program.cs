using System.Diagnostics;
using System.Globalization;
using Stet.Benchmarks.Capture;

int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;

var graph = Graph.Of(count);
var (dump, load, peerBytes) = Peer.Run(count, rounds);
var large = Measured.Graph(graph, rounds);
Print("capture", large.Capture, dump);
Print("restore", large.Restore, load);
Console.WriteLine($"bytes     Stet {large.Bytes,12:N0}   pickle {peerBytes,12:N0}   objects {large.Objects:N0}");
Console.WriteLine();
Console.WriteLine("Small values, warm, microseconds (capture, restore):");
foreach (var (name, value) in Graph.SmallValues())
{
    var small = Measured.Small(value);
    Console.WriteLine($"  {name,-28}{small.Capture,8:F1}{small.Restore,8:F1}");
}

static void Print(string what, double ours, double theirs) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-10}Stet {ours,7:F3} s   pickle {theirs,7:F3} s   ratio {ours / theirs:F2}"));
