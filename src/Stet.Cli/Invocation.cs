namespace Stet.Cli;

/// <summary>
/// The command line, understood. Read by hand: a library for it would take a good part of the tenth of a second that a whole
/// <c>stet eval</c> may last.
/// </summary>
/// <param name="Command">"prompt", "help", "version" or a command's name.</param>
/// <param name="Operand">CODE of eval, FILE of run, NAME of why; null for the others.</param>
/// <param name="Workspace">Absolute path of an existing directory.</param>
internal sealed record Invocation(string Command, string? Operand, string Workspace, bool Json, bool Force)
{
    /// <summary>Where the session begins, from which relative file names count: <c>stet DIR</c> begins in DIR, all else where it is typed.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    private static readonly string[] Listings = ["who", "history", "log", "worlds", "doctor", "check"];
    private static readonly string[] Changes = ["undo", "trust", "stop"];
    private static readonly string[] Later = ["call", "jobs", "desk"];

    /// <exception cref="UsageException">The arguments make no command.</exception>
    public static Invocation Parse(string[] args)
    {
        if (args is ["help", ..] || (args.Length > 0 && args[0] is "--help" or "-h"))
        {
            return new("help", null, "", false, false);
        }

        if (args is ["--version"])
        {
            return new("version", null, "", false, false);
        }

        var reader = new ArgumentReader(args);
        var command = reader.TakeCommand(IsCommand);
        reader.Read(command);
        if (reader.Help)
        {
            return new("help", null, "", false, false);
        }

        var (operand, folder) = command switch
        {
            "eval" => (reader.Only("CODE", command), reader.Workspace),
            "run" => (reader.Only("FILE", command), reader.Workspace),
            "why" => (reader.Only("NAME", command), reader.Workspace),
            "prompt" => (null, reader.Workspace ?? reader.AtMostOne(command)),
            _ => (reader.None(command), reader.Workspace),
        };
        var workspace = Existing(folder);
        var typed = new Invocation(command, operand, workspace, reader.Json, reader.Force);
        return command == "prompt" && reader.Workspace is null ? typed with { Directory = workspace } : typed;
    }

    private static bool IsCommand(string word)
    {
        if (Later.Contains(word))
        {
            throw new UsageException($"'{word}' is not in this version of Stet yet.");
        }

        return word is "eval" or "run" or "why" || Listings.Contains(word) || Changes.Contains(word);
    }

    private static string Existing(string? folder)
    {
        var path = Path.GetFullPath(folder ?? ".");
        if (System.IO.Directory.Exists(path))
        {
            return path;
        }

        throw new UsageException(File.Exists(path)
            ? $"'{folder}' is a file. A workspace is a folder; to run a file of submissions: stet run {folder}"
            : $"'{folder}' is neither a command nor a folder that exists. To begin a workspace there: mkdir {folder}");
    }
}
