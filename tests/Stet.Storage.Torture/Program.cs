using System.Globalization;
using Stet.Storage.Torture;

// work FOLDER FIRST COUNT    performs steps and says what is kept (run by the others as a child)
// kill KILLS [SEED]          kills such a child at random moments and compares
// cuts SOURCE [STRIDE]       cuts the power before each (or every STRIDE-th) on a disk that loses what was not synced, and compares
// faults SOURCE [STRIDE]     lets every write and sync of such a child fail in turn (or every STRIDE-th) and compares
switch (args)
{
    case ["work", var folder, var first, var count]:
        return new Workload(folder, Console.Out).Run(Int(first), Int(count)) ? 0 : 3;

    case ["kill", var kills, .. var seed]:
        var root = Directory.CreateTempSubdirectory("stet-torture-").FullName;
        var found = KillLoop.Run(Path.Combine(root, ".stet"), Int(kills), seed is [var number] ? Int(number) : Environment.TickCount, Console.WriteLine);
        found.ForEach(Console.WriteLine);
        Console.WriteLine(found.Count == 0 ? "nothing lost, nothing torn" : $"the store is kept in {root}");
        if (found.Count == 0)
        {
            Directory.Delete(root, recursive: true);
        }

        return found.Count == 0 ? 0 : 1;

    case ["faults" or "cuts", var source, .. var stride]:
        var place = Directory.CreateTempSubdirectory("stet-faults-").FullName;
        if (FaultLoop.BuildLibrary(source, place) is not { } library)
        {
            Console.Error.WriteLine("There is no gcc here to build the failing disk with.");
            return 2;
        }

        var (loop, every) = (new FaultLoop(library, place), stride is [var step] ? Int(step) : 1);
        var broken = args[0] == "faults" ? loop.Run(every, Console.WriteLine) : loop.CutPower(every, Console.WriteLine);
        broken.ForEach(Console.WriteLine);
        Directory.Delete(place, recursive: true);
        return broken.Count == 0 ? 0 : 1;

    default:
        Console.Error.WriteLine("usage: work FOLDER FIRST COUNT | kill KILLS [SEED] | faults tests/faults/failing_disk.c [STRIDE] | cuts tests/faults/failing_disk.c [STRIDE]");
        return 2;
}

static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
