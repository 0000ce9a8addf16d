using Stet.Effects;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Worlds;

namespace Stet.Sessions.Meanings;

/// <summary>What a compiled part of a submission may do.</summary>
internal static class SegmentEffects
{
    public static CodeEffects Of(Engine engine, World world, SubmissionResult segment, string directory)
    {
        var foresight = new CodeForesight(engine, world, directory);
        return CSharpEffects.OfSubmission([foresight.Add(segment.Unit!)], foresight);
    }
}
