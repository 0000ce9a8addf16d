using System.Diagnostics;
using System.Text;
using Stet.Runtime;

namespace Stet.Sessions.Checking;

/// <summary>
/// The host program started for a check, with <see cref="Argument"/>: it reads the request from standard input and writes messages to standard output. It ends with the process that started it,
/// and leaves no file behind.
/// </summary>
public static class CleanProcess
{
    /// <summary>The host program's only argument then.</summary>
    public const string Argument = "--check";

    /// <summary>What the host does when it is started for a check.</summary>
    public static int Run()
    {
        using var input = new BufferedStream(Console.OpenStandardInput(), 1 << 16);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        Console.SetOut(TextWriter.Null); // What formulas write is not for the one who reads the messages.
        RunConsole.Install();
        var request = CheckRequest.Read(input);
        CleanWorkspace.Serve(request, input, message => output.WriteLine("\n" + message.ToLine(request.Mark)), EndWithStarter);
        return 0;

        void EndWithStarter() => new Thread(() => End(input)) { IsBackground = true }.Start();
    }

    /// <summary>Nothing more comes but the end of the process that started this one, or that of its interest.</summary>
    private static void End(Stream input)
    {
        input.ReadByte();
        Process.GetCurrentProcess().Kill();
    }
}
