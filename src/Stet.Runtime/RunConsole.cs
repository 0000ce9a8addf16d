using System.Text;

namespace Stet.Runtime;

/// <summary>Standard output and error of user code: each piece goes to the run whose code wrote it, whichever thread that is on.</summary>
public sealed class RunConsole : TextWriter
{
    private readonly bool isError;
    private readonly TextWriter fallback;

    private RunConsole(bool isError, TextWriter fallback)
    {
        this.isError = isError;
        this.fallback = fallback;
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Replaces the process's console writers. What no run wrote goes to the host's own log.</summary>
    public static void Install()
    {
        if (Console.Out is not RunConsole)
        {
            Console.SetOut(new RunConsole(false, Console.Out));
            Console.SetError(new RunConsole(true, Console.Error));
            Console.SetIn(new RunInput());
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (Run.Current is { } run)
        {
            run.Output(value, isError);
        }
        else
        {
            fallback.Write(value);
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");
}
