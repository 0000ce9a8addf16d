using System.Collections.Immutable;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Arguments sorted into options and operands, by the conventions of POSIX 12.2 and GNU: bundles, <c>--name=value</c>, <c>--</c>.</summary>
internal sealed class CommandLine
{
    private readonly List<(string Name, Argument? Value)> options = [];
    private readonly List<Argument> operands = [];

    private CommandLine()
    {
    }

    public IReadOnlyList<Argument> Operands => operands;

    /// <param name="takes">Options whose value is the next argument.</param>
    /// <param name="whole">Options of more than one letter behind one dash.</param>
    /// <param name="stopsAtOperand">All from the first operand on is an operand: what a wrapper runs.</param>
    public static CommandLine Read(IReadOnlyList<Argument> arguments, IReadOnlySet<string> takes, IReadOnlySet<string> whole, bool stopsAtOperand = false)
    {
        var line = new CommandLine();
        var waiting = new Queue<Argument>(arguments);
        while (waiting.TryDequeue(out var argument))
        {
            if (argument.Text == "--")
            {
                line.operands.AddRange(waiting);
                break;
            }

            if (argument.Text is not { Length: > 1 } text || text[0] != '-')
            {
                line.operands.Add(argument);
                if (stopsAtOperand)
                {
                    line.operands.AddRange(waiting);
                    break;
                }
            }
            else
            {
                line.Option(text, waiting, takes, whole);
            }
        }

        return line;
    }

    public bool Has(params ImmutableArray<string> names) => options.Any(o => IsOneOf(o.Name, names));

    public IEnumerable<Argument> ValuesOf(params ImmutableArray<string> names) => options.Where(o => o.Value is not null && IsOneOf(o.Name, names)).Select(o => o.Value!.Value);

    private void Option(string text, Queue<Argument> waiting, IReadOnlySet<string> takes, IReadOnlySet<string> whole)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (text.StartsWith("--", StringComparison.Ordinal) || whole.Contains(text) || (takes.Contains(text) && text.Length > 2))
        {
            var name = equals < 0 ? text : text[..equals];
            options.Add((name, equals >= 0 ? new Argument(text[(equals + 1)..]) : takes.Contains(name) && waiting.TryDequeue(out var next) ? next : null));
            return;
        }

        for (var i = 1; i < text.Length; i++)
        {
            var name = $"-{text[i]}";
            if (takes.Contains(name))
            {
                options.Add((name, i + 1 < text.Length ? new Argument(text[(i + 1)..]) : waiting.TryDequeue(out var value) ? value : null));
                return;
            }

            options.Add((name, null));
        }
    }

    /// <summary>Long options may be cut short.</summary>
    private static bool IsOneOf(string option, ImmutableArray<string> names) =>
        names.Contains(option) || (option.Length >= 5 && option.StartsWith("--", StringComparison.Ordinal) && names.Any(n => n.StartsWith(option, StringComparison.Ordinal)));
}
