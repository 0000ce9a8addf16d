using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>
/// The shell that interprets lines: bash, else sh. It reads what it needs from two files without names: how the session's last shell was, and the values
/// and settings of this line; it writes how it is at its end into a third. The line itself is evaluated as if it had been typed.
/// </summary>
internal static class ShellProgram
{
    private const int StateFile = 197;
    private const int SettingFile = 198;
    private const int EndFile = 199;

    private const string StateOfBash = "declare -p; declare -f; alias -p; shopt -p; umask -p";
    private const string StateOfSh = "export -p; alias | sed 's/^/alias /'; echo umask $(umask)";

    /// <exception cref="IOException">There is no shell.</exception>
    public static ChildProcess Start(ShellSession session, ShellScript script, string directory, PseudoTerminal? terminal, IReadOnlyList<(Descriptor, int)> streams, Descriptor? end)
    {
        var shell = Find(session);
        var isBash = Path.GetFileName(shell) == "bash";
        using var state = Descriptor.OfBytes(session.State ?? Aliases(session));
        using var setting = Descriptor.OfBytes(Setting(session, script, directory, isBash, keepsEnd: end is not null));
        var given = streams.Append((state, StateFile)).Append((setting, SettingFile));
        return ChildProcess.Start(
            shell, [.. new[] { isBash ? "bash" : "sh", "-c", $". /dev/fd/{SettingFile}; eval \"$__stet_line\"", isBash ? "bash" : "sh" }.Select(SystemText.ToBytes)],
            session.Environment, terminal?.Name, [.. end is null ? given : given.Append((end, EndFile))]);
    }

    /// <summary>Takes over what the shell wrote at its end; nothing where it was killed or became another program.</summary>
    public static void TakeEnd(ShellSession session, Descriptor end)
    {
        var bytes = end.ReadFromStart();
        var first = Array.IndexOf(bytes, (byte)0);
        var second = first < 0 ? -1 : Array.IndexOf(bytes, (byte)0, first + 1);
        if (second < 0)
        {
            return;
        }

        var directory = SystemText.FromBytes(bytes.AsSpan(0, first));
        session.Take(SystemText.FromBytes(bytes.AsSpan(first + 1, second - first - 1)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), bytes[(second + 1)..]);
        if (directory != System.Environment.CurrentDirectory)
        {
            Go(directory);
        }
    }

    private static void Go(string directory)
    {
        if (Directory.Exists(directory))
        {
            System.Environment.CurrentDirectory = directory;
        }
        else
        {
            Console.Error.WriteLine($"The directory {directory} cannot be gone to from C#: it is gone, or its name is not UTF-8. The session stays in {System.Environment.CurrentDirectory}.");
        }
    }

    private static string Find(ShellSession session)
    {
        var folders = (session.Variable("PATH") ?? "").Split(':').Where(Path.IsPathRooted).Concat(["/bin", "/usr/bin", "/usr/local/bin"]).ToList();
        return folders.Select(f => Path.Combine(f, "bash")).Concat(folders.Select(f => Path.Combine(f, "sh"))).FirstOrDefault(File.Exists)
            ?? throw new IOException("There is neither bash nor sh on this machine's PATH; shell lines need one of them.");
    }

    private static byte[] Aliases(ShellSession session)
    {
        var text = new List<byte>();
        foreach (var (name, value) in session.Aliases().Where(a => !a.Key.Contains(' ')))
        {
            text.AddRange(Encoding.UTF8.GetBytes("alias -- "));
            ShellScript.Quote(SystemText.ToBytes($"{name}={value}"), text);
            text.Add((byte)'\n');
        }

        return [.. text];
    }

    private static byte[] Setting(ShellSession session, ShellScript script, string directory, bool isBash, bool keepsEnd)
    {
        var text = new List<byte>();
        var place = Quoted(SystemText.ToBytes(directory));
        Add(text, isBash ? "shopt -s expand_aliases\n" : "");
        Add(text, session.State is null && session.Mask is { } mask ? $"umask {Convert.ToString(mask, 8)}\n" : "");
        Add(text, $". /dev/fd/{StateFile} 2>/dev/null\n");
        Add(text, isBash ? $"exec {StateFile}<&- {SettingFile}<&-; unset COLUMNS LINES; hash -r\n" : "");
        Add(text, isBash && session.State is not null ? "RANDOM=$$\n" : "");
        Add(text, "[ . -ef ", place, " ] && [ \"$PWD\" -ef . ] || cd -- ", place, " || exit 126\n");
        text.AddRange(script.Assignments);
        Add(text, "__stet_line=", Quoted(SystemText.ToBytes(script.Line)), "\n");
        Add(text, keepsEnd ? $"trap '{{ {AtEnd(isBash)}; }} >/dev/fd/{EndFile} 2>/dev/null' EXIT\n" : "");
        Add(text, $"__stet_code() {{ unset -f __stet_code; return {session.ExitCode}; }}\n__stet_code\n");
        return [.. text];
    }

    /// <summary>Directory, names of what is exported, and the state, with a zero between.</summary>
    private static string AtEnd(bool isBash) => isBash
        ? $"unset ${{!__stet_@}}; printf \"%s\\0\" \"$PWD\"; compgen -e; printf \"\\0\"; {StateOfBash}"
        : $"printf \"%s\\0\" \"$PWD\"; env | sed -n \"s/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p\"; printf \"\\0\"; {StateOfSh.Replace("'", "'\\''")}";

    private static byte[] Quoted(byte[] bytes)
    {
        var quoted = new List<byte>(bytes.Length + 2);
        ShellScript.Quote(bytes, quoted);
        return [.. quoted];
    }

    private static void Add(List<byte> text, params ReadOnlySpan<object> parts)
    {
        foreach (var part in parts)
        {
            text.AddRange(part as byte[] ?? Encoding.UTF8.GetBytes((string)part));
        }
    }
}
