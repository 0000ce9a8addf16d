using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Shells;
using Stet.Sessions.Submitting;

namespace Stet.Sessions.Meanings;

/// <summary>What a text would do if it were submitted now. Only looked at where it may destroy something: that compiles it and looks at the disk.</summary>
internal static class MeaningNow
{
    /// <summary>Null where it cannot be told: it does not compile, or it defines what it would run.</summary>
    public static CodeEffects? EffectsOf(Engine engine, string code, string directory)
    {
        if (code.TrimStart().StartsWith('!'))
        {
            return ShellForesight.Of(engine, code.TrimStart()[1..], directory);
        }

        var input = InputParser.Submission(code, "recall", engine.IsProgram);
        if (input.Errors.Length > 0 || !input.HasStatements || input.Definitions.Length + input.Usings.Length + input.References.Length > 0)
        {
            return null;
        }

        var reasons = new List<EffectReason>();
        for (var from = 0; from < input.StatementCount;)
        {
            var segment = StatementCompiler.Compile(engine, engine.World, input, from, default);
            if (segment.Unit is null)
            {
                return reasons.Count == 0 ? null : new(reasons);
            }

            reasons.AddRange(SegmentEffects.Of(engine, engine.World, segment, directory).Reasons);
            from = segment.Next;
        }

        return new(reasons);
    }
}
