using System.Collections.Immutable;
using Stet.Effects.Code;
using Stet.Model;

namespace Stet.Effects;

/// <summary>What compiled C# may do, found in its instructions without loading or running any of them.</summary>
public static class CSharpEffects
{
    /// <summary>Of a submission, in segments: what one sets, the next one sees.</summary>
    public static CodeEffects OfSubmission(IReadOnlyList<UnitSummary> segments, ICodeWorld world)
    {
        var log = new EffectLog();
        var walk = new CodeWalk(world, log);
        foreach (var segment in segments)
        {
            walk.Know(segment);
            foreach (var method in segment.Methods.Values.Where(m => m.SimpleName == "__Run" && m.Type.Contains("!__stet.In", StringComparison.Ordinal)))
            {
                walk.Visit(method, Frame.Empty);
            }
        }

        return log.ToEffects();
    }

    /// <summary>Of a definition: of all its methods, as if each were called.</summary>
    /// <param name="isOwn">Whether a type, named without its assembly, belongs to the definition.</param>
    public static CodeEffects OfDefinition(UnitSummary unit, Func<string, bool> isOwn, ICodeWorld world)
    {
        var log = new EffectLog();
        var walk = new CodeWalk(world, log);
        walk.Know(unit);
        foreach (var method in unit.Methods.Values.Where(m => isOwn(m.Type[(m.Type.IndexOf('!', StringComparison.Ordinal) + 1)..]) && !m.SimpleName.StartsWith('<')))
        {
            walk.Visit(method, Frame.Empty);
        }

        return log.ToEffects();
    }

    /// <summary>Of the methods of a unit that have a name, as the compiler knows it. What is marked <c>[Memo(assumePure: true)]</c> on the way counts as pure.</summary>
    public static CodeEffects OfMemo(UnitSummary unit, string method, ICodeWorld world)
    {
        var log = new EffectLog();
        var walk = new CodeWalk(world, log) { TrustsMarks = true };
        walk.Know(unit);
        foreach (var marked in unit.Methods.Values.Where(m => m.SimpleName == method))
        {
            walk.Visit(marked, Frame.Empty);
        }

        return log.ToEffects();
    }

    /// <summary>Of a formula when it is computed, apart from the files that it follows.</summary>
    public static CodeEffects OfFormula(UnitSummary unit, string formula, ICodeWorld world)
    {
        var log = new EffectLog();
        var walk = new CodeWalk(world, log) { TrustsMarks = true, FollowsFiles = true };
        foreach (var method in unit.Methods.Values.Where(m => m.SimpleName == "__formula" && m.Type.EndsWith("!__stet.F_" + formula, StringComparison.Ordinal)))
        {
            walk.Visit(method, Frame.Empty);
        }

        return log.ToEffects();
    }

    /// <summary>Variables of the workspace that the methods of a unit may assign themselves, called or not.</summary>
    public static IReadOnlySet<string> AssignedIn(UnitSummary unit) => unit.Methods.Values.SelectMany(m => m.Assigned).ToHashSet();

    /// <summary>Kinds of what the methods of a unit do themselves, called or not.</summary>
    public static EffectKinds KindsIn(UnitSummary unit) => unit.Methods.Values.Aggregate(EffectKinds.Pure, (all, method) => all | LocalKinds.Of(method).Own);

    /// <summary>Of a function that a delegate holds.</summary>
    public static CodeEffects OfFunction(KnownMethod method, ICodeWorld world)
    {
        var log = new EffectLog();
        new CodeWalk(world, log).Invoke(method.ToTarget(), [.. Enumerable.Repeat(Known.Unknown, method.ParameterTypes.Count)]);
        return log.ToEffects();
    }
}
