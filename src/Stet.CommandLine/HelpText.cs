using System.CommandLine;
using System.CommandLine.Help;

namespace Stet.CommandLine;

/// <summary>The help of a function: its comment, its options with types, defaults and choices; of each overload in turn.</summary>
public static class HelpText
{
    /// <param name="before">The words before the function's name: "stet call", or nothing for a program of its own.</param>
    public static string Of(CallableFunction function, string before, int width)
    {
        var callable = function.Callable.ToList();
        var pages = callable.Select(o => (callable.Count > 1 ? o.Signature + "\n\n" : "") + Page(o, before, width) + Input(o));
        var others = function.Overloads.Where(o => o.Trouble is not null).Select(o => $"{o.Signature} cannot be called from a command line: {o.Trouble}.\n");
        return string.Join("\n", pages.Concat(others));
    }

    private static string Page(Overload overload, string before, int width)
    {
        var command = overload.Command;
        foreach (var word in before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            command = new Command(word) { command };
        }

        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Append(overload.Name);
        var parsed = command.Parse([.. before.Length == 0 ? [] : words], new ParserConfiguration());
        using var page = new StringWriter();
        parsed.InvocationConfiguration.Output = page;
        new HelpAction { MaxWidth = Math.Max(40, width) }.Invoke(parsed);
        return string.Join('\n', page.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).TrimEnd('\n') + "\n";
    }

    private static string Input(Overload overload) =>
        overload.TakesInput ? $"\nStandard input:\n  {overload.Method.GetParameters()[overload.Parameters.ToList().FindIndex(p => p is Options.OptionInput)] switch
        {
            var p when overload.Comment.Parameters.TryGetValue(p.Name!, out var text) => $"{p.Name}: {text}",
            var p => p.Name,
        }}\n" : "";
}
