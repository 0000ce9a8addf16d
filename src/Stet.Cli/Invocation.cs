namespace Stet.Cli;

/// <summary>
/// The command line, understood. Read by hand: a library for it would take a good part of the tenth of a second that a whole
/// <c>stet eval</c> may last. The options of a function (<c>stet call</c>) are read by the host, which knows it.
/// </summary>
/// <param name="Command">"prompt", "help", "version" or a command's name.</param>
/// <param name="Operand">CODE of eval, FILE of run, NAME of why; null for the others.</param>
/// <param name="Workspace">Absolute path of an existing directory.</param>
internal sealed record Invocation(string Command, string? Operand, string Workspace, bool Json, bool Force)
{
    /// <summary>DIR of export; null where it is not said.</summary>
    public string? Output { get; init; }

    /// <summary>NAME of call and the words after it; the words to complete.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Where the session begins, from which relative file names count: <c>stet DIR</c> begins in DIR, all else where it is typed.</summary>
    public string Directory { get; init; } = Environment.CurrentDirectory;

    private static readonly string[] Listings = ["who", "history", "log", "worlds", "doctor", "check"];
    private static readonly string[] Changes = ["undo", "trust", "stop"];
    private static readonly string[] Later = ["jobs", "desk"];

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
        if (command is "call" or CompleteWords)
        {
            return Of(command, command == "call" ? reader.TakeCall() : reader.TakeRest(), reader);
        }

        reader.Read(command);
        if (reader.Help)
        {
            return new("help", null, "", false, false);
        }

        var (operand, folder) = command switch
        {
            "eval" => (reader.Only("CODE", command), reader.Workspace),
            "run" => (reader.Only("FILE", command), reader.Workspace),
            "completion" => (reader.Only("bash, zsh or fish", command), reader.Workspace),
            "export" => (reader.Only("NAME", command), reader.Workspace),
            "why" => (reader.Only("NAME", command), reader.Workspace),
            "prompt" => (null, reader.Workspace ?? reader.AtMostOne(command)),
            _ => (reader.None(command), reader.Workspace),
        };
        var workspace = Existing(folder);
        var typed = new Invocation(command, operand, workspace, reader.Json, reader.Force) { Output = reader.Output };
        return command == "prompt" && reader.Workspace is null ? typed with { Directory = workspace } : typed;
    }

    /// <summary>What completion scripts call: the words after <c>stet</c>, of which the last is to be completed.</summary>
    public const string CompleteWords = "complete-words";

    private static Invocation Of(string command, IReadOnlyList<string> words, ArgumentReader reader) =>
        command == "call" && words.Count == 0 && !reader.Help ? throw new UsageException("stet call needs NAME: stet call NAME [--param V...]; stet call --help lists the functions") : new(command, null, command == "call" ? Existing(reader.Workspace) : "", reader.Json, false) { Words = reader.Help && words.Count > 0 ? [words[0], "--help", .. words.Skip(1)] : words };

    private static bool IsCommand(string word)
    {
        if (Later.Contains(word))
        {
            throw new UsageException($"'{word}' is not in this version of Stet yet.");
        }

        return word is "eval" or "run" or "why" or "call" or "export" or "completion" or CompleteWords || Listings.Contains(word) || Changes.Contains(word);
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
