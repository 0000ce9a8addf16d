using Stet.CrashCampaign;

// Stet.CrashCampaign [kills|faults] [ROUNDS] [SEED]: kills the host at random moments, or lets its disk fail, and compares with what was said.
var faults = args is ["faults", ..];
var numbers = args is ["faults" or "kills", ..] ? args[1..] : args;
if (numbers.Length > 2 || !numbers.All(argument => int.TryParse(argument, out _)))
{
    Console.Error.WriteLine("Usage: Stet.CrashCampaign [kills, or faults] [ROUNDS, 5000 if not given] [SEED, random if not given]");
    return 2;
}

var rounds = numbers.Length > 0 ? int.Parse(numbers[0]) : 5_000;
var seed = numbers.Length > 1 ? int.Parse(numbers[1]) : Random.Shared.Next();
var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
Console.WriteLine($"{rounds} rounds of {(faults ? "faults" : "kills")}, seed {seed}, in {folder}");
try
{
    var result = faults
        ? await Runs.WithFaults(folder, rounds, seed, Console.WriteLine)
        : await Runs.WithKills(folder, rounds, seed, Console.WriteLine);
    Console.WriteLine($"{result.Rounds} rounds, {result.Submissions} submissions, {result.Refused} refused, {result.NotKept} said to be not kept, {result.Time.TotalSeconds:0} s: "
        + $"nothing lost, nothing torn. At most {result.MostGone} submissions, none of them marked kept, were gone after a round.");
    Directory.Delete(folder, recursive: true);
    return 0;
}
catch (PromiseBrokenException broken)
{
    Console.Error.WriteLine(broken.Message);
    Console.Error.WriteLine($"The workspace is left in {folder}.");
    return 1;
}
