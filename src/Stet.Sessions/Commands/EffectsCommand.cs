using Stet.Model;
using Stet.Sessions.Foreseeing;

namespace Stet.Sessions.Commands;

/// <summary>
/// <c>effects("!rm -r x")</c>: what that line may do, without running it. The directory is that of the session whose code asks.
/// </summary>
internal static class EffectsCommand
{
    public static CodeEffects Of(Engine engine, string code)
    {
        var text = code.Trim();
        return text.StartsWith('!') ? ShellForesight.Of(engine, text[1..], Environment.CurrentDirectory)
            : throw new ArgumentException("Only shell lines can be looked at in this version: effects(\"!rm -r x\").", nameof(code));
    }
}
