using Stet.CrashCampaign;

// crash-campaign HOST-PROGRAM [KILLS] [SEED]: kills the host at random moments and compares with what was marked kept.
if (args.Length is 0 or > 3)
{
    Console.Error.WriteLine("Usage: Stet.CrashCampaign HOST-PROGRAM [KILLS, 5000 if not given] [SEED]");
    return 2;
}

var kills = args.Length > 1 ? int.Parse(args[1]) : 5_000;
var seed = args.Length > 2 ? int.Parse(args[2]) : Random.Shared.Next();
var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
Console.WriteLine($"{kills} kills, seed {seed}, in {folder}");
try
{
    var result = await new Campaign(new(args[0], folder, kills, seed), Console.WriteLine).Run();
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
