using Stet.Worlds;

namespace Stet.Sessions.Shells;

/// <summary>What a word at the start of a shell line can mean.</summary>
internal static class Programs
{
    private static readonly HashSet<string> BuiltIn =
    [
        "alias", "bg", "cd", "command", "declare", "dirs", "echo", "env", "eval", "exec", "export", "fg", "hash", "help", "jobs", "kill", "let", "popd", "printf", "pushd", "pwd", "read", "set", "shopt", "source",
        "test", "time", "times", "trap", "type", "ulimit", "umask", "unalias", "unset", "wait",
    ];

    /// <summary>Whether it is a program or a command of the shell, and no name of the workspace.</summary>
    public static bool Has(World world, string? path, string word) =>
        !world.Variables.ContainsKey(word) && !world.Graph.Named(word).Any() && (BuiltIn.Contains(word) || Folders(path).Any(f => File.Exists(Path.Combine(f, word))));

    /// <summary>Whether a word is a program, and no name of C#, for code that no session submits.</summary>
    public static bool IsProgram(this Engine engine, string word) => Has(engine.World, Environment.GetEnvironmentVariable("PATH"), word);

    private static IEnumerable<string> Folders(string? path) => (path ?? "").Split(':').Where(Path.IsPathRooted);
}
