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

    public const string StateOfBash = @"\builtin declare -p; \builtin declare -f; \builtin alias -p; \builtin complete -p; \builtin shopt -p; \builtin umask -p";
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
        Go(directory);
    }

    /// <summary>The session follows.</summary>
    public static void Go(string directory)
    {
        if (directory == System.Environment.CurrentDirectory)
        {
            return;
        }

        if (Directory.Exists(directory))
        {
            System.Environment.CurrentDirectory = directory;
        }
        else
        {
            Console.Error.WriteLine($"The directory {directory} cannot be gone to from C#: it is gone, or its name is not UTF-8. The session stays in {System.Environment.CurrentDirectory}.");
        }
    }

    /// <exception cref="IOException">There is no shell.</exception>
    public static string Find(ShellSession session)
    {
        var folders = (session.Variable("PATH") ?? "").Split(':').Where(Path.IsPathRooted).Concat(["/bin", "/usr/bin", "/usr/local/bin"]).ToList();
        return folders.Select(f => Path.Combine(f, "bash")).Concat(folders.Select(f => Path.Combine(f, "sh"))).FirstOrDefault(File.Exists)
            ?? throw new IOException("There is neither bash nor sh on this machine's PATH; shell lines need one of them.");
    }

    public static byte[] Aliases(ShellSession session)
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
        var text = new ShellText();
        var place = Quoted(SystemText.ToBytes(directory));
        text.Add(isBash ? "shopt -s expand_aliases\n" : "");
        text.Add(session.State is null && session.Mask is { } mask ? $"umask {Convert.ToString(mask, 8)}\n" : "");
        text.Add($". /dev/fd/{StateFile} 2>/dev/null\n");
        text.Add(isBash ? $"exec {StateFile}<&- {SettingFile}<&-; unset COLUMNS LINES; hash -r\n" : "");
        text.Add(isBash && session.State is not null ? "RANDOM=$$\n" : "");
        text.Add("[ . -ef ", place, " ] && [ \"$PWD\" -ef . ] || cd -- ", place, " || exit 126\n");
        text.Add(script.Assignments);
        text.Add("__stet_line=", Quoted(SystemText.ToBytes(script.Line)), "\n");
        text.Add(keepsEnd ? $"trap '{{ {AtEnd(isBash)}; }} >/dev/fd/{EndFile} 2>/dev/null' EXIT\n" : "");
        text.Add($"__stet_code() {{ unset -f __stet_code; return {session.ExitCode}; }}\n__stet_code\n");
        return text.ToBytes();
    }

    /// <summary>Directory, names of what is exported, and the state, with a zero between.</summary>
    private static string AtEnd(bool isBash) => isBash
        ? $"unset ${{!__stet_@}}; printf \"%s\\0\" \"$PWD\"; compgen -e; printf \"\\0\"; {StateOfBash}"
        : $"printf \"%s\\0\" \"$PWD\"; env | sed -n \"s/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p\"; printf \"\\0\"; {StateOfSh.Replace("'", "'\\''")}";

    public static byte[] Quoted(byte[] bytes)
    {
        var quoted = new List<byte>(bytes.Length + 2);
        ShellScript.Quote(bytes, quoted);
        return [.. quoted];
    }
}
