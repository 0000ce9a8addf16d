using Stet.CrashCampaign;

// Stet.CrashCampaign [KILLS] [SEED]: kills the host at random moments and compares with what was marked kept.
if (args.Length > 2 || !args.All(argument => int.TryParse(argument, out _)))
{
    Console.Error.WriteLine("Usage: Stet.CrashCampaign [KILLS, 5000 if not given] [SEED, random if not given]");
    return 2;
}

var kills = args.Length > 0 ? int.Parse(args[0]) : 5_000;
var seed = args.Length > 1 ? int.Parse(args[1]) : Random.Shared.Next();
var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
Console.WriteLine($"{kills} kills, seed {seed}, in {folder}");
try
{
    var result = await new Campaign(new(HostProgram.Find(), folder, kills, seed), Console.WriteLine).Run();
    Console.WriteLine($"{result.Kills} kills, {result.Submissions} submissions, {result.Time.TotalSeconds:0} s: nothing lost, nothing torn. "
        + $"At most {result.LargestGap} submissions not marked kept were gone after a kill.");
    Directory.Delete(folder, recursive: true);
    return 0;
}
catch (PromiseBrokenException broken)
{
    Console.Error.WriteLine(broken.Message);
    Console.Error.WriteLine($"The workspace is left in {folder}.");
    return 1;
}
