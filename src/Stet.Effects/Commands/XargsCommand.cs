using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary><c>xargs</c> and <c>parallel</c>: a program with arguments that come from the input.</summary>
internal static class XargsCommand
{
    private const int Most = 2000;

    public static Produced Run(CommandCall call)
    {
        var line = call.Line(stopsAtOperand: true);
        var mark = line.ValuesOf("-I", "--replace").FirstOrDefault().Text ?? (line.Has("-i", "--replace", "-I") ? "{}" : null);
        var isByLine = line.Has("-0", "--null", "-d", "--delimiter") || mark is not null;
        var items = line.Has("-a", "--arg-file") ? null : isByLine ? call.Input.Text?.Contains('\0', StringComparison.Ordinal) == true ? call.Input.Words : call.Input.Lines : call.Input.Words;
        var template = line.Operands.Count == 0 ? [new("echo")] : line.Operands;
        return call.Walk.Within(call.Name, () => mark is null ? call.Walk.RunProgram([.. template, .. Given(items)], Produced.Nothing) : Each(call, template, mark, items));
    }

    public static Produced Parallel(CommandCall call)
    {
        var line = CommandLine.Read(call.Arguments, new HashSet<string> { "-j", "-a", "-P", "--jobs", "-n" }, new HashSet<string>(), stopsAtOperand: true);
        var words = line.Operands.ToList();
        var marker = words.FindIndex(w => w.Text is ":::" or "::::");
        var template = marker < 0 ? words : words[..marker];
        var items = marker < 0 ? call.Input.Lines : words[marker].Text == ":::" && words.Skip(marker + 1).All(w => w.Text is not null) ? [.. words.Skip(marker + 1).Select(w => w.Text!)] : null;
        var full = template.Any(w => w.Text?.Contains("{}", StringComparison.Ordinal) == true) ? template : [.. template, new Argument("{}")];
        return call.Walk.Within(call.Name, () => full is [{ Text: { } text }, _] && text.Any(char.IsWhiteSpace)
            ? call.Walk.RunText(text, Produced.Nothing) : Each(call, full, "{}", items));
    }

    private static IEnumerable<Argument> Given(IReadOnlyList<string>? items) => items is null ? [new Argument(null)] : items.Select(i => new Argument(i));

    private static Produced Each(CommandCall call, IReadOnlyList<Argument> template, string mark, IReadOnlyList<string>? items)
    {
        foreach (var item in Given(items).Take(Most))
        {
            call.Walk.RunProgram([.. template.Select(w => Replaced(w, mark, item))], Produced.Nothing);
        }

        return Produced.Unknown;
    }

    private static Argument Replaced(Argument word, string mark, Argument item) =>
        word.Text?.Contains(mark, StringComparison.Ordinal) != true ? word : new(item.Text is null ? null : word.Text.Replace(mark, item.Text, StringComparison.Ordinal));
}
