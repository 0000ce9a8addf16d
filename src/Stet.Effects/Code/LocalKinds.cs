using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Effects.Code;

/// <summary>What one method does itself, and what it may call: enough to join the effects of a workspace.</summary>
/// <param name="Calls">Keys of methods; virtual ones as <see cref="VirtualCall"/>.</param>
internal sealed record LocalKinds(EffectKinds Own, ImmutableArray<string> Calls, ImmutableArray<VirtualCall> Virtual, ImmutableArray<string> CalledBack)
{
    /// <summary>Whether other types cannot change what it calls.</summary>
    public bool HasFixedCalls => Virtual.IsEmpty && CalledBack.IsEmpty;

    public static LocalKinds Of(MethodSummary method)
    {
        ICodeWorld world = AnyWorld.Instance;
        var log = new EffectLog();
        var evaluator = new Evaluator(world, _ => null);
        var framework = new FrameworkCalls(world, log, evaluator);
        var calls = new HashSet<string>();
        foreach (var site in method.Sites.Where(s => !method.IsOfMachine(s)))
        {
            if (site.Kind is SiteKind.StateChange or SiteKind.Opaque)
            {
                log.Add(site.Kind == SiteKind.Opaque ? EffectKinds.Unknown : EffectKinds.ChangesState, [site.Member]);
                continue;
            }

            calls.UnionWith(CalledBy(site));
            if (site.Member == "Invoke" && site.Arguments is [var function, ..] && IsHeldElsewhere(function))
            {
                log.Add(EffectKinds.Unknown, ["Invoke"]);
            }
            else if (site.Kind is SiteKind.Call or SiteKind.VirtualCall or SiteKind.Creation && !site.Type.Contains('!', StringComparison.Ordinal) && site.Member != "Invoke")
            {
                framework.Do(site, [.. site.Arguments.Select(a => evaluator.Of(a, Frame.Empty))], [], Frame.Empty);
            }
        }

        var virtuals = method.Sites.Where(s => s.Kind == SiteKind.VirtualCall)
            .Select(s => new VirtualCall(s.Type, s.Member[(s.Member.LastIndexOf('.') + 1)..], s.Signature.Length, s.Receiver)).Distinct();
        var own = log.ToEffects().Kinds | OfFrameworkFunctions(calls);
        return new(own, [.. calls.Where(c => c.Contains('!', StringComparison.Ordinal))], [.. virtuals], [.. method.Sites.SelectMany(s => s.Mentioned).Distinct()]);

        EffectKinds OfFrameworkFunctions(IEnumerable<string> keys)
        {
            var given = new EffectLog();
            var table = new FrameworkCalls(world, given, evaluator);
            foreach (var key in keys.Where(k => !k.Contains('!', StringComparison.Ordinal) && k.Contains("::", StringComparison.Ordinal)))
            {
                table.Do(FrameworkCalls.SiteOf(new(key, false, ImmutableDictionary<string, Known>.Empty)), [], []);
            }

            return given.ToEffects().Kinds;
        }
    }

    private static IEnumerable<string> CalledBy(CallSite site)
    {
        IEnumerable<string> own = site.Kind switch
        {
            SiteKind.TypeUse => [$"{site.Type}::.cctor()"],
            SiteKind.Machine => [$"{site.Type}::MoveNext()"],
            SiteKind.Creation => [site.Key, $"{site.Type}::Finalize()"],
            _ => site.Type.Contains('!', StringComparison.Ordinal) ? [site.Key] : [],
        };
        var isKept = site.Type.StartsWith("Stet.", StringComparison.Ordinal) && site.Member is not ("Begin" or "Bind") && !MemoCalls.Is(site);
        return own.Where(k => k.Contains('!', StringComparison.Ordinal)).Concat(isKept ? [] : site.Arguments.SelectMany(Functions));
    }

    /// <summary>A parameter's and a closure's function is followed where it was given.</summary>
    private static bool IsHeldElsewhere(CodeValue function) =>
        function is not ParameterValue && !Functions(function).Any() && !(function is CapturedValue captured && captured.Field.Contains("+<", StringComparison.Ordinal));

    private static IEnumerable<string> Functions(CodeValue value) => value switch
    {
        MethodValue method => [method.Method],
        EitherValue either => either.Values.SelectMany(Functions),
        FunctionValue function => function.Arguments.SelectMany(Functions),
        _ => [],
    };
}

/// <summary>A call whose method depends on the object.</summary>
internal readonly record struct VirtualCall(string Declaring, string Name, int Parameters, string? Receiver);
