using System.Collections;

namespace Stet.Toolbox.Shell;

/// <summary>
/// A shell line as a value. Nothing runs before it is asked for: <see cref="Run"/> lets it have the terminal, <see cref="Lines"/> takes what it writes, and
/// going through it takes that line by line, anew each time. It keeps its values and is as good after a restart.
/// </summary>
public sealed class ShellCommand : IEnumerable<string>
{
    private readonly string written;
    private readonly ShellScript script;
    private readonly string directory;
    private readonly IEnumerable<string>? input;
    private readonly bool throws;

    internal ShellCommand(ShellLine line, IEnumerable<string>? input = null)
        : this(line.ToString(), ShellScript.Of(line), Environment.CurrentDirectory, input, throws: false)
    {
    }

    private ShellCommand(string written, ShellScript script, string directory, IEnumerable<string>? input, bool throws)
    {
        (this.written, this.script, this.directory, this.input, this.throws) = (written, script, directory, input, throws);
    }

    /// <summary>The same, with an exception where the exit code is not 0: <c>sh($"make").OrThrow().Run()</c>.</summary>
    public ShellCommand OrThrow() => new(written, script, directory, input, throws: true);

    /// <summary>Runs it in the terminal, where there is one; elsewhere what it writes is output like any other.</summary>
    /// <returns>The exit code; 128 and the number of the signal for a process that a signal has ended.</returns>
    /// <exception cref="ShellException">The exit code is not 0, after <see cref="OrThrow"/>.</exception>
    public int Run()
    {
        var session = ShellSession.Current;
        if (input is null && session.Terminal is { } loan && session.RunStanding(script, Environment.CurrentDirectory, loan) is { } code)
        {
            return Checked(code);
        }

        using var running = new RunningShell(session, script, Environment.CurrentDirectory, input, takesOutput: false);
        return Checked(running.Wait());
    }

    /// <summary>Runs it and takes the lines that it writes to standard output. A byte that is no UTF-8 is kept; see <c>docs/using.md</c>.</summary>
    public string[] Lines() => [.. this];

    /// <summary>All that it writes to standard output, without the line breaks at the end.</summary>
    public string Text() => SystemText.FromBytes(Bytes()).TrimEnd('\n');

    /// <summary>All that it writes to standard output.</summary>
    public byte[] Bytes()
    {
        using var running = Start();
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int got; (got = running.Output!.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, got);
        }

        Checked(running.Wait());
        return all.ToArray();
    }

    /// <summary>The lines that it writes, as they come; each enumeration runs it.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        using var running = Start();
        var lines = new LineReader(running.Output!);
        while (lines.Next() is { } line)
        {
            yield return line;
        }

        Checked(running.Wait());
    }

    /// <summary>The line as it was written.</summary>
    public override string ToString() => written;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RunningShell Start() => new(ShellSession.Current, script, Directory.Exists(directory) ? directory : Environment.CurrentDirectory, input, takesOutput: true);

    private int Checked(int code) => code == 0 || !throws ? code : throw new ShellException(written, code);
}

/// <summary>A shell line ended with another exit code than 0, and that was not to be.</summary>
public sealed class ShellException(string line, int exitCode) : Exception($"'{line}' ended with exit code {exitCode}.")
{
    public int ExitCode { get; } = exitCode;
}
