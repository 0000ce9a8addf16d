using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects;

/// <summary>What a shell line may do, found without running any of it.</summary>
public static class ShellEffects
{
    /// <param name="line">Without the <c>!</c> in front.</param>
    public static CodeEffects Of(string line, ShellSetting setting) => Found(setting, walk => walk.Run(ShellParser.Parse(line), Produced.Unknown));

    /// <summary>What a program with these arguments may do, as the system gets them: no shell is in between.</summary>
    public static CodeEffects OfProgram(IReadOnlyList<string?> words, ShellSetting setting) =>
        Found(setting, walk => walk.RunProgram([.. words.Select(w => new Argument(w))], Produced.Unknown));

    private static CodeEffects Found(ShellSetting setting, Action<ShellWalk> walk)
    {
        var log = new EffectLog();
        try
        {
            walk(new(setting, log));
        }
        catch (InsufficientExecutionStackException)
        {
            log.Add(EffectKinds.Unknown, ["a line that is nested too deeply to be looked at"]);
        }

        return log.ToEffects();
    }

    /// <summary>How many programs the table knows.</summary>
    public static int KnownCommands => Commands.CommandTable.Standard.Count;
}
