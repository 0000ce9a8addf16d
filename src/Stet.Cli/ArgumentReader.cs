namespace Stet.Cli;

/// <summary>Takes the options out of the arguments; what is left are operands. After <c>--</c> everything is one.</summary>
internal sealed class ArgumentReader(string[] args)
{
    private readonly List<string> _operands = [];
    private int _next;

    public bool Json { get; private set; }

    public bool Force { get; private set; }

    public bool Help { get; private set; }

    /// <summary>The directory after <c>-o</c>, where export writes; null where there was none.</summary>
    public string? Output { get; private set; }

    /// <summary>The directory after <c>-w</c>; null where there was none.</summary>
    public string? Workspace { get; private set; }

    /// <summary>The command, which comes first but for options; "prompt" where the first word is none.</summary>
    public string TakeCommand(Func<string, bool> isCommand)
    {
        while (_next < args.Length && TakeOption("prompt"))
        {
        }

        return _next < args.Length && isCommand(args[_next]) ? args[_next++] : "prompt";
    }

    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public void Read(string command)
    {
        while (_next < args.Length)
        {
            if (args[_next] == "--")
            {
                _operands.AddRange(args[(_next + 1)..]);
                _next = args.Length;
            }
            else if (!TakeOption(command))
            {
                _operands.Add(args[_next++]);
            }
        }
    }

    /// <summary>A function's name and its words. Options of stet come before the name; -w DIR may come after it too, because a function has no option of one dash.</summary>
    public IReadOnlyList<string> TakeCall()
    {
        while (_next < args.Length && TakeOption("call"))
        {
        }

        var words = new List<string>();
        while (_next < args.Length && args[_next] != "--")
        {
            if (args[_next] != "-w" || !TakeOption("call"))
            {
                words.Add(args[_next++]);
            }
        }

        return [.. words, .. TakeRest()];
    }

    /// <summary>All words that are left.</summary>
    public IReadOnlyList<string> TakeRest()
    {
        var rest = args[_next..];
        _next = args.Length;
        return rest;
    }

    public string Only(string name, string command) => _operands switch
    {
        [var one] => one,
        [] => throw new UsageException($"stet {command} needs {name}: stet {command} {name} [-w DIR]"),
        _ => throw new UsageException($"stet {command} takes one {name}; '{_operands[1]}' is a second one. Put quotes around the first?"),
    };

    public string? AtMostOne(string command) => _operands.Count == 0 ? null : Only("DIR", command);

    public string? None(string command) => _operands.Count == 0
        ? null
        : throw new UsageException($"stet {command} takes no '{_operands[0]}'. The workspace is named with -w DIR.");

    private bool TakeOption(string command)
    {
        var word = args[_next];
        switch (word)
        {
            case "--json":
                Json = true;
                break;
            case "--help" or "-h":
                Help = true;
                break;
            case "--force" when command == "stop":
                Force = true;
                break;
            case "-o" or "--output" when command == "export":
                Output = ++_next < args.Length ? args[_next] : throw new UsageException($"{word} needs a directory: {word} DIR");
                break;
            case "-w" or "--workspace":
                Workspace = ++_next < args.Length ? args[_next] : throw new UsageException($"{word} needs a directory: {word} DIR");
                break;
            default:
                return LooksLikeOption(word)
                    ? throw new UsageException($"'{word}' is not an option of {(command == "prompt" ? "stet" : "stet " + command)}. If it is none at all, write -- before it.")
                    : false;
        }

        _next++;
        return true;
    }

    /// <summary>A dash and a word; <c>-1</c> and <c>-(x + 1)</c> are code.</summary>
    private static bool LooksLikeOption(string word) =>
        word.Length > 1 && word[0] == '-' && word != "--" && word.TrimStart('-').All(c => char.IsLetter(c) || c == '-');
}
