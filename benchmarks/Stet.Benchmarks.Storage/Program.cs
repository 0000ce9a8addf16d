using System.Globalization;
using Stet.Benchmarks.Storage;

// small [GIGABYTES]   one small change beside that many (4) against a bare SQLite insert with full sync; and the first read after opening
// many [COMMITS]      the cost of the 10th to the 10,000th commit, and memory
// large [MEGABYTES]   keeping doubles (800 MB) against writing and syncing the same bytes
// search [ENTRIES]    history search over that many (100,000) entries
var place = Directory.CreateTempSubdirectory("stet-bench-").FullName;
try
{
    var amount = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
    switch (args.Length > 0 ? args[0] : "")
    {
        case "small":
            SmallChange.Run(place, amount == 0 ? 4 : amount);
            return 0;
        case "many":
            ManyCommits.Run(place, amount == 0 ? 10_000 : amount);
            return 0;
        case "large":
            LargeValue.Run(place, amount == 0 ? 800 : amount);
            return 0;
        case "search":
            HistorySearch.Run(place, amount == 0 ? 100_000 : amount);
            return 0;
        default:
            Console.Error.WriteLine("usage: small [GIGABYTES] | many [COMMITS] | large [MEGABYTES] | search [ENTRIES]");
            return 2;
    }
}
finally
{
    Directory.Delete(place, recursive: true);
}
