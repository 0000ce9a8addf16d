using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Stet.Model;

namespace Stet.Effects.Code;

/// <summary>
/// Follows the calls from one method on, with what is known of arguments, and notes what the base library is asked to do and by which way. No way is left
/// out: each branch, each method that a virtual call may mean, each function that is given away counts as run.
/// </summary>
internal sealed class CodeWalk
{
    private const int MostSteps = 20_000;
    private const int MostFrames = 12;

    private readonly ICodeWorld world;
    private readonly EffectLog log;
    private readonly Evaluator evaluator;
    private readonly FrameworkCalls framework;
    private readonly Lazy<VirtualMethods> virtuals;
    private readonly Lazy<CodeInValues> held;
    private readonly HashSet<string> heldSeen = [];
    private readonly HashSet<string> visited = [];
    private readonly Dictionary<string, int> frames = [];
    private readonly HashSet<string> invoked = [];
    private ImmutableList<string> chain = [];
    private int steps;

    public CodeWalk(ICodeWorld world, EffectLog log)
    {
        this.world = world;
        this.log = log;
        evaluator = new(world, Find);
        framework = new(world, log, evaluator);
        virtuals = new(() =>
        {
            var all = new VirtualMethods();
            world.UnitsWithTypes.ToList().ForEach(all.Add);
            return all;
        });
        held = new(() => new(world, virtuals.Value));
    }

    /// <summary>What is marked <c>[Memo(assumePure: true)]</c> counts as pure.</summary>
    public bool TrustsMarks { get; init; }

    /// <summary>Files that are read as a whole by the code of the workspace are inputs, which formulas follow.</summary>
    public bool FollowsFiles { get; init; }

    public MethodSummary? Find(string key) => world.Unit(TypeNames.AssemblyOf(key))?.Methods.GetValueOrDefault(key);

    /// <summary>Also types of an assembly that is no unit of the workspace: the submission's own, a package's.</summary>
    public void Know(UnitSummary unit) => virtuals.Value.Add(unit);

    public void Visit(MethodSummary method, Frame frame)
    {
        if (++steps > MostSteps || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            log.Add(EffectKinds.Unknown, ["more code than is looked at"]);
            return;
        }

        var seen = frames.GetValueOrDefault(method.Key);
        var bounded = seen >= MostFrames ? Frame.Empty : frame;
        if (!visited.Add(method.Key + "\u0005" + bounded.Mark))
        {
            return;
        }

        frames[method.Key] = seen + 1;
        var before = chain;
        chain = method.Name.Length == 0 || chain is [.., var last] && last == method.Name ? chain : chain.Add(method.Name);
        Run(method, bounded);
        chain = before;
    }

    /// <summary>What a delegate does.</summary>
    public void Invoke(Target target, ImmutableArray<Known> arguments)
    {
        invoked.Add(target.Method);
        var all = target.HasThis ? arguments.Insert(0, Known.Unknown) : arguments;
        if (Find(target.Method) is { } method)
        {
            Visit(method, new(all, target.Captured));
        }
        else if (!target.Method.Contains('!', StringComparison.Ordinal))
        {
            framework.Do(FrameworkCalls.SiteOf(target), all, chain);
        }
        else
        {
            log.Add(EffectKinds.Unknown, [.. chain, target.Method]);
        }
    }

    private void Run(MethodSummary method, Frame frame)
    {
        var captured = frame.Captured;
        foreach (var group in method.Stores.GroupBy(s => s.Field))
        {
            captured = captured.SetItem(group.Key, Known.Either([.. group.Select(s => evaluator.Of(s.Value, frame))]));
        }

        frame = frame with { Captured = captured };
        if (method.SimpleName == "cctor")
        {
            evaluator.Statics = evaluator.Statics.SetItems(captured.Select(c => KeyValuePair.Create(c.Key, c.Value with { IsOpen = true }))); // Others may assign them later.
            frame = frame with { Captured = captured.RemoveRange(method.Stores.Select(s => s.Field)) }; // They are found there from now on: a chain of types must not carry them all.
        }

        var assembly = TypeNames.AssemblyOf(method.Key);
        foreach (var site in method.Sites.Where(s => !method.IsOfMachine(s) && !world.IsAssumed(assembly, $"{s.Type[(s.Type.IndexOf('!', StringComparison.Ordinal) + 1)..]}.{s.Member}")))
        {
            Do(site, frame);
        }
    }

    private void Do(CallSite site, Frame frame)
    {
        switch (site.Kind)
        {
            case SiteKind.Opaque:
                log.Add(EffectKinds.Unknown, [.. chain, site.Member]);
                break;
            case SiteKind.StateChange:
                log.Add(EffectKinds.ChangesState, [.. chain, site.Member]);
                break;
            case SiteKind.TypeUse:
                VisitMember(site.Type, ".cctor", frame with { Arguments = [] });
                break;
            case SiteKind.Machine:
                VisitMember(site.Type, "MoveNext", frame with { Arguments = [Known.Unknown] });
                break;
            default:
                Call(site, frame);
                break;
        }
    }

    private void VisitMember(string type, string name, Frame frame)
    {
        if (Find($"{type}::{name}()") is { } method)
        {
            Visit(method, frame);
        }
    }

    private void Call(CallSite site, Frame frame)
    {
        var arguments = site.Arguments.Select(a => evaluator.Of(a, frame)).ToImmutableArray();
        if (IsInvoke(site))
        {
            InvokeValue(site, arguments);
            return;
        }

        var isReadable = site.Type.Contains('!', StringComparison.Ordinal);
        var meant = Meant(site, isReadable).ToList();
        meant.ForEach(m => Visit(m, new(site.Kind == SiteKind.Creation ? arguments.Insert(0, Known.Unknown) : arguments, frame.Captured)));
        if (site.Kind == SiteKind.Creation)
        {
            VisitMember(site.Type, "Finalize", frame with { Arguments = [Known.Unknown] });
        }

        if (isReadable)
        {
            GiveToCode(site, meant, arguments);
        }
        else
        {
            if (!FollowsFiles || site.Type != FrameworkCalls.FollowedFiles)
            {
                framework.Do(site, arguments, chain, frame);
            }

            GiveToFramework(site, arguments, frame);
        }
    }

    /// <summary>The function behind a <c>[Memo]</c>, as if it were called here.</summary>
    private void RunBehindMemo(CallSite site, ImmutableArray<Known> arguments)
    {
        if (TrustsMarks && MemoCalls.IsAssumedPure(site))
        {
            return;
        }

        foreach (var method in arguments.SelectMany(a => a.Methods).Select(t => Find(t.Method)).OfType<MethodSummary>())
        {
            Run(method, new([.. Enumerable.Repeat(Known.Unknown, method.Parameters + 1)], ImmutableDictionary<string, Known>.Empty));
        }
    }

    private IEnumerable<MethodSummary> Meant(CallSite site, bool isReadable)
    {
        var found = site.Kind == SiteKind.VirtualCall
            ? virtuals.Value.Of(site.Type, site.Member[(site.Member.LastIndexOf('.') + 1)..], site.Signature.Length, site.Receiver) : [];
        return isReadable && Find(site.Key) is { } own ? found.Append(own).DistinctBy(m => m.Key) : found;
    }

    private bool IsInvoke(CallSite site) => site is { Member: "Invoke", HasThis: true }
        && (site.Type.StartsWith("System.Action", StringComparison.Ordinal) || site.Type.StartsWith("System.Func`", StringComparison.Ordinal)
            || site.Type is "System.Predicate`1" or "System.Comparison`1" or "System.Converter`2" or "System.EventHandler" or "System.EventHandler`1"
            || site.Type.StartsWith("System.Threading.", StringComparison.Ordinal)
            || (site.Type.Contains('!', StringComparison.Ordinal) && (virtuals.Value.IsDelegate(site.Type) || site.Type.Contains("<>f__AnonymousDelegate", StringComparison.Ordinal) || site.Type.Contains("<>A", StringComparison.Ordinal) || site.Type.Contains("<>F", StringComparison.Ordinal))));

    private void InvokeValue(CallSite site, ImmutableArray<Known> arguments)
    {
        var targets = arguments[0].Methods;
        if (arguments[0].IsOpen)
        {
            RunFunctionsInValues((site.Arguments[0] as VariableValue)?.Name);
        }

        if (targets.IsEmpty)
        {
            var what = site.Arguments[0] is ParameterValue ? "a function that it is given" : site.Arguments[0] is CapturedValue field ? $"a function in {field.Field[(field.Field.LastIndexOf(':') + 1)..]}" : "a function that is only known when it runs";
            log.Add(EffectKinds.Unknown, [.. chain, what]);
        }

        foreach (var target in targets)
        {
            Invoke(target, arguments[1..]);
        }
    }

    /// <summary>A function given to code that is read is followed there; where it does not get to run, it may do so later.</summary>
    private void GiveToCode(CallSite site, List<MethodSummary> meant, ImmutableArray<Known> arguments)
    {
        if (meant.Count == 0 && site.Kind != SiteKind.VirtualCall && world.Unit(TypeNames.AssemblyOf(site.Type)) is null)
        {
            log.Add(EffectKinds.Unknown, [.. chain, $"{TypeNames.Shown(site.Type)}.{site.Member}"]);
        }

        foreach (var target in arguments.SelectMany(a => a.Methods).Where(t => !invoked.Contains(t.Method)))
        {
            Invoke(target, [.. Enumerable.Repeat(Known.Unknown, 4)]);
        }
    }

    /// <summary>The framework may call a function that it is given, with elements of the sequences that it is given, and members of the objects that it is given.</summary>
    private void GiveToFramework(CallSite site, ImmutableArray<Known> arguments, Frame frame)
    {
        if (MemoCalls.Is(site))
        {
            RunBehindMemo(site, arguments);
            return;
        }

        if (site.Type.StartsWith("Stet.", StringComparison.Ordinal) && site.Member is not ("Begin" or "Bind"))
        {
            return; // It keeps and shows what it is given; only a static initialiser and a formula are run.
        }

        var elements = arguments.FirstOrDefault(a => a.Texts is { Count: > 0 } && a.Methods.IsEmpty) ?? Known.Unknown;
        foreach (var target in arguments.SelectMany(a => a.Methods))
        {
            Invoke(target, [.. Enumerable.Repeat(elements, 4)]);
        }

        foreach (var method in site.Mentioned.SelectMany(virtuals.Value.CalledBack).ToList())
        {
            VisitUnknown(method, frame);
        }

        GiveUnseen(site, arguments, frame);
    }

    /// <summary>What the static types do not show can be anything that is in values.</summary>
    private void GiveUnseen(CallSite site, ImmutableArray<Known> arguments, Frame frame)
    {
        if (world.Held.Count == 0 || site.Type.StartsWith("Stet.", StringComparison.Ordinal))
        {
            return;
        }

        var before = arguments.Length - site.Signature.Length;
        if (site.GivesUnseen || site.Signature.Where((type, i) => PlainTypes.IsDelegate(type) && arguments[before + i].IsOpen).Any())
        {
            RunFunctionsInValues(null);
        }

        foreach (var (place, type) in held.Value.Objects.Where(o => site.HasThis && o.Name.StartsWith(site.Type + "+", StringComparison.Ordinal) && (site.Arguments[0] is not VariableValue variable || variable.Name == o.Place)))
        {
            framework.Do(site with { Type = type }, arguments, chain.Add(place), frame);
        }

        foreach (var (place, method) in site.GivesUnseen ? held.Value.Members : site.Type.StartsWith("System.Collections.", StringComparison.Ordinal) && !PlainTypes.IsQuiet(site.Type, site.Member) ? held.Value.Comparers : [])
        {
            From(place, method.Key, () => VisitUnknown(method, frame));
        }
    }

    /// <param name="variable">Only those that this one holds; null for all.</param>
    private void RunFunctionsInValues(string? variable)
    {
        foreach (var (place, function) in world.Held.Count == 0 ? [] : held.Value.Functions.Where(f => variable is null || f.Place == variable))
        {
            From(place, function.Method, () => Invoke(function, [.. Enumerable.Repeat(Known.Unknown, 4)]));
        }
    }

    private void From(string place, string method, Action run)
    {
        if (heldSeen.Add($"{place}\0{method}"))
        {
            var before = chain;
            chain = chain.Add(place);
            run();
            chain = before;
        }
    }

    private void VisitUnknown(MethodSummary method, Frame frame) => Visit(method, frame with { Arguments = [.. Enumerable.Repeat(Known.Unknown, method.Parameters + 1)] });
}
