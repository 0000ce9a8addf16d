using System.Globalization;
using System.Text;
using Stet.Model;

namespace Stet.Effects.Code;

/// <summary>
/// Shell lines in compiled code: <c>sh($"rm {file}")</c> is a row of calls that build the line from texts and values, and one that takes it. The line is put
/// together again from them, and looked at as a shell line is.
/// </summary>
internal sealed class ShellCalls(ICodeWorld world, EffectLog log)
{
    private const string Line = "Stet.Toolbox.Shell.ShellLine";

    private readonly StringBuilder text = new();
    private readonly List<IReadOnlyList<string>?> values = [];
    private bool isKnown = true;

    /// <returns>Whether the call belongs to a shell line.</returns>
    public bool Take(CallSite site, IReadOnlyList<Known> given, string? directory, IReadOnlyList<string> chain)
    {
        switch (site.Type, site.Member)
        {
            case (Line, ".ctor"):
                text.Clear();
                values.Clear();
                isKnown = true;
                return true;
            case (Line, "op_Implicit"):
                text.Clear();
                values.Clear();
                isKnown = true;
                AddText(given);
                return true;
            case (Line, "AppendLiteral"):
                AddText(given);
                return true;
            case (Line, "AppendFormatted"):
                text.Append(CultureInfo.InvariantCulture, $"@({values.Count})");
                values.Add(given.Count > 0 ? given[0].Texts : null);
                return true;
            case ("Stet.Toolbox.Commands", "sh" or "Pipe"):
                Run(directory, chain);
                return true;
            default:
                return false;
        }
    }

    private void AddText(IReadOnlyList<Known> given)
    {
        isKnown &= given is [{ Texts: [_] }, ..];
        text.Append(isKnown ? given[0].Texts![0] : "");
    }

    private void Run(string? directory, IReadOnlyList<string> chain)
    {
        log.Add(EffectKinds.StartsProcesses, chain);
        if (!isKnown)
        {
            log.Add(EffectKinds.Unknown, [.. chain, "a line that is only known when it runs"]);
            return;
        }

        var there = world.Shell with
        {
            Directory = directory ?? world.Shell.Directory,
            Expression = code => int.TryParse(code, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < values.Count ? values[at] : null,
        };
        log.AddAll(ShellEffects.Of(text.ToString(), there).Reasons.Where(r => r.Kind != EffectKinds.StartsProcesses), chain);
    }
}
