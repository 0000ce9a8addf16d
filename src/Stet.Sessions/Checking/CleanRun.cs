using System.Diagnostics;
using System.Text;
using Stet.Storage;

namespace Stet.Sessions.Checking;

/// <summary>How a clean run has ended.</summary>
internal enum RunEnd
{
    Done,

    /// <summary>The store's files changed while they were opened: it is to be tried again.</summary>
    Moved,

    /// <summary>The process is gone.</summary>
    Died,
}

/// <summary>Has a clean process do what is asked, once. Where this process is not the host program (in tests) it is done here.</summary>
internal sealed class CleanRun(WorkspaceStore store, CheckRequest request, Action<CheckMessage> heard)
{
    private const string HostName = "stet-host";
    private const int LastWords = 20;

    /// <summary>How the process ended that died, as the end of a sentence about it.</summary>
    public string Cause { get; private set; } = "";

    /// <exception cref="OperationCanceledException">It was stopped; the other process has ended.</exception>
    public RunEnd Run(CancellationToken stop) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == HostName ? InOtherProcess(stop) : Here();

    private RunEnd Here()
    {
        using var state = new MemoryStream();
        store.WriteState(state);
        state.Position = 0;
        var end = RunEnd.Died;
        CleanWorkspace.Serve(request, state, message => end = Take(message) ?? end, () => { });
        return end;
    }

    private RunEnd InOtherProcess(CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CleanProcess.Argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        using var killing = stop.Register(() => process.Kill(entireProcessTree: true));
        try
        {
            var words = Task.Run(() => First(process.StandardError));
            Send(process);
            var end = Listen(process);
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            Cause = end == RunEnd.Died ? ProcessDeath.Describe(process.ExitCode, words.Result) : "";
            return end;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private void Send(Process process)
    {
        try
        {
            var to = process.StandardInput.BaseStream;
            request.Write(to);
            store.WriteState(to);
            to.Flush();
        }
        catch (IOException)
        {
            Cause = ""; // It has ended already: how, its exit code says.
        }
    }

    private RunEnd Listen(Process process)
    {
        var end = RunEnd.Died;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            end = CheckMessage.Read(line, request.Mark) is { } message && Take(message) is { } told ? told : end;
            if (end != RunEnd.Died)
            {
                process.StandardInput.Close(); // It need not wait for threads that formulas have started.
            }
        }

        return end;
    }

    private RunEnd? Take(CheckMessage message)
    {
        heard(message);
        return message.Done ? RunEnd.Done : message.Moved ? RunEnd.Moved : null;
    }

    /// <summary>All is read, so that nobody has to wait for it; the beginning says what happened.</summary>
    private static List<string> First(StreamReader reader)
    {
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (lines.Count < LastWords)
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
