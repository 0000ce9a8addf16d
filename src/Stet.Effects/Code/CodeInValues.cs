namespace Stet.Effects.Code;

/// <summary>The methods that code can come to call by values that it reads without naming them: functions of delegates, and what the framework calls of objects.</summary>
internal sealed class CodeInValues
{
    private const string Comparing = "System.Collections.Generic.IComparer`1 System.Collections.Generic.IEqualityComparer`1 System.Collections.IComparer System.Collections.IEqualityComparer";

    private readonly ICodeWorld world;
    private readonly VirtualMethods virtuals;
    private readonly List<(string Place, Target Function)> functions = [];
    private readonly List<HeldCode> objects = [];
    private readonly List<(string Place, MethodSummary Method)> members = [];
    private readonly List<(string Place, MethodSummary Method)> comparers = [];

    public CodeInValues(ICodeWorld world, VirtualMethods virtuals)
    {
        (this.world, this.virtuals) = (world, virtuals);
        foreach (var held in world.Held)
        {
            if (held.Name.Contains("::", StringComparison.Ordinal))
            {
                functions.AddRange(FunctionsOf(held));
            }
            else if (!held.Name.Contains('!', StringComparison.Ordinal))
            {
                objects.Add(held);
            }
            else
            {
                members.AddRange(virtuals.CalledBackOf(held.Name).Select(m => (held.Place, m)));
            }
        }

        comparers.AddRange(members.Where(m => Comparing.Split(' ').Any(c => virtuals.IsBelow(m.Method.Type, c))));
    }

    /// <summary>What delegates hold, and what these make in turn.</summary>
    public IReadOnlyList<(string Place, Target Function)> Functions => functions;

    /// <summary>Objects of the framework that are of a class of its own: <c>Random.Shared</c> is no other <c>Random</c>.</summary>
    public IReadOnlyList<HeldCode> Objects => objects;

    /// <summary>What the framework may call of the objects.</summary>
    public IReadOnlyList<(string Place, MethodSummary Method)> Members => members;

    /// <summary>Of these, what collections call of the comparers that they hold.</summary>
    public IReadOnlyList<(string Place, MethodSummary Method)> Comparers => comparers;

    private IEnumerable<(string Place, Target Function)> FunctionsOf(HeldCode held)
    {
        var type = held.Name[..held.Name.IndexOf("::", StringComparison.Ordinal)];
        if (!type.Contains('!', StringComparison.Ordinal))
        {
            return [(held.Place, TargetOf(held.Name + "()"))];
        }

        var seen = new HashSet<string>();
        foreach (var method in world.Unit(TypeNames.AssemblyOf(type))?.Methods.Values.Where(m => m.Key.StartsWith(held.Name + "(", StringComparison.Ordinal)) ?? [])
        {
            Add(method.Key, seen);
        }

        return seen.Select(key => (held.Place, TargetOf(key)));
    }

    private static Target TargetOf(string method) => new(method, true, System.Collections.Immutable.ImmutableDictionary<string, Known>.Empty);

    private void Add(string key, HashSet<string> seen)
    {
        if (!seen.Add(key) || MethodOf(key) is not { } method)
        {
            return;
        }

        var machines = method.Sites.Where(s => s.Kind == SiteKind.Machine).Select(s => MethodOf($"{s.Type}::MoveNext()")).OfType<MethodSummary>();
        foreach (var made in machines.Append(method).SelectMany(m => m.Sites.SelectMany(s => s.Arguments).Concat(m.Stores.Select(s => s.Value)).Append(m.Result)).SelectMany(v => MadeBy(v, [])).Distinct().ToList())
        {
            Add(made, seen);
        }
    }

    /// <summary>Functions that code makes, also by other functions that it calls.</summary>
    private IEnumerable<string> MadeBy(CodeValue value, HashSet<string> called) => value switch
    {
        MethodValue method => [method.Method],
        EitherValue either => either.Values.SelectMany(v => MadeBy(v, called)),
        FunctionValue function => function.Arguments.SelectMany(v => MadeBy(v, called))
            .Concat(function.Function.StartsWith("result ", StringComparison.Ordinal) && called.Add(function.Function) && MethodOf(function.Function["result ".Length..]) is { } other ? MadeBy(other.Result, called) : []),
        _ => [],
    };

    private MethodSummary? MethodOf(string key) => world.Unit(TypeNames.AssemblyOf(key))?.Methods.GetValueOrDefault(key);
}
