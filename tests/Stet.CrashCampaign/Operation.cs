using System.Collections.Immutable;
using System.Globalization;

namespace Stet.CrashCampaign;

/// <summary>One random submission and what it does to the model.</summary>
/// <param name="Writes">The cells that it writes.</param>
internal sealed record Operation(string Code, WorkspaceModel After, params IReadOnlyList<string> Writes)
{
    /// <summary>80 MB.</summary>
    private const int LargeArray = 10_000_000;

    public static Operation Random(Random random, WorkspaceModel before, double largeShare) => random.Next(100) switch
    {
        < 20 => SetScalar(random, before),
        < 40 => Append(random, before),
        < 50 => Alias(random, before),
        < 57 => NewList(random, before),
        < 65 => NewArray(random, before, largeShare),
        < 75 => SetElement(random, before),
        < 83 => Define(random, before),
        < 92 => Both(SetScalar(random, before), after => random.Next(2) == 0 ? Append(random, after) : SetElement(random, after)),
        _ => Both(Define(random, before), after => SetScalar(random, after)),
    };

    /// <summary>Two in one submission: after a crash both are there or neither.</summary>
    private static Operation Both(Operation first, Func<WorkspaceModel, Operation> next)
    {
        var second = next(first.After);
        return new($"{first.Code} {second.Code}", second.After, [.. first.Writes, .. second.Writes]);
    }

    private static Operation SetScalar(Random random, WorkspaceModel before)
    {
        var (name, value) = (random.Next(WorkspaceModel.ScalarCount), random.NextInt64());
        return new(Text($"s{name} = {value};"), before with { Scalars = before.Scalars.SetItem(name, value) }, $"s{name}");
    }

    /// <summary>Through whichever name the list has; all its other names see it.</summary>
    private static Operation Append(Random random, WorkspaceModel before)
    {
        var (name, value) = (random.Next(WorkspaceModel.ListCount), random.NextInt64());
        var list = before.ListOf[name];
        return new(Text($"l{name}.Add({value});"), before with { Lists = before.Lists.SetItem(list, before.Lists[list].Add(value)) }, Cells.Lists);
    }

    private static Operation Alias(Random random, WorkspaceModel before)
    {
        var (name, other) = (random.Next(WorkspaceModel.ListCount), random.Next(WorkspaceModel.ListCount));
        return new(Text($"l{name} = l{other};"), before with { ListOf = before.ListOf.SetItem(name, before.ListOf[other]) }, Cells.Lists);
    }

    private static Operation NewList(Random random, WorkspaceModel before)
    {
        var (name, value) = (random.Next(WorkspaceModel.ListCount), random.NextInt64());
        return new(
            Text($"l{name} = new List<long> {{ {value} }};"),
            before with { ListOf = before.ListOf.SetItem(name, before.Lists.Length), Lists = before.Lists.Add([value]) },
            Cells.Lists);
    }

    private static Operation NewArray(Random random, WorkspaceModel before, double largeShare)
    {
        var (name, seed) = (random.Next(WorkspaceModel.ArrayCount), random.NextInt64());
        var length = random.NextDouble() < largeShare ? LargeArray : random.Next(1, 50_000);
        return new(
            Text($"b{name} = Digest.Numbers({seed}, {length});"),
            before with { Arrays = before.Arrays.SetItem(name, new(seed, length, ImmutableSortedDictionary<int, double>.Empty)) },
            $"b{name}");
    }

    private static Operation SetElement(Random random, WorkspaceModel before)
    {
        var name = random.Next(WorkspaceModel.ArrayCount);
        var array = before.Arrays[name];
        var (index, value) = (random.Next(array.Length), random.Next());
        return new(
            Text($"b{name}[{index}] = {value};"),
            before with { Arrays = before.Arrays.SetItem(name, array with { Changes = array.Changes.SetItem(index, value) }) },
            $"b{name}");
    }

    private static Operation Define(Random random, WorkspaceModel before)
    {
        var (name, value) = (random.Next(WorkspaceModel.FunctionCount), random.NextInt64());
        return new(Text($"long f{name}() => {value};"), before with { Functions = before.Functions.SetItem(name, value) }, $"f{name}");
    }

    private static string Text(FormattableString code) => code.ToString(CultureInfo.InvariantCulture);
}
