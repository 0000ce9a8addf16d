using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Stet.Terminal.Devices;

/// <summary>
/// The process's own terminal in raw mode, on standard input and output. The terminal is given back on <see cref="Dispose"/>, at
/// process exit, on a signal that ends the process and on an exception that does, whichever comes first.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : ITerminal
{
    private const int In = 0;
    private const int Out = 1;
    private const string PasteMarksOn = "\u001b[?2004h";
    private const string PasteMarksOff = "\u001b[?2004l";

    /// <summary>xterm's modifyOtherKeys: Ctrl-Enter and Shift-Enter become keys of their own.</summary>
    private const string OtherKeysOn = "\u001b[>4;1m";
    private const string OtherKeysOff = "\u001b[>4;0m";

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(0.3);
    private readonly byte[] _given = new byte[LibC.TermiosBytes];
    private readonly int[] _wakePipe = new int[2];
    private readonly List<IDisposable> _watched = [];
    private readonly ManualResetEventSlim _continued = new();
    private readonly Lock _mode = new();
    private readonly bool _knowsOtherKeys = KnowsOtherKeys();
    private byte[] _bytes = new byte[4096];
    private bool _raw;

    /// <exception cref="Win32Exception">Standard input is no terminal, or its mode cannot be changed.</exception>
    public UnixTerminal()
    {
        Check(LibC.GetMode(In, _given));
        Check(LibC.Pipe(_wakePipe));
        EnterRaw();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        Watch(PosixSignal.SIGWINCH, Wake);
        Watch(PosixSignal.SIGCONT, OnContinued);
        PosixSignal[] endings = [PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
        Array.ForEach(endings, signal => Watch(signal, LeaveMidLine));
    }

    public int Width => Math.Max((int)Size().Columns, 1);

    public int Height => Math.Max((int)Size().Rows, 1);

    public int Read(Span<byte> buffer, TimeSpan? timeout)
    {
        Span<LibC.PollEntry> entries =
        [
            new() { Descriptor = In, Wanted = LibC.Readable },
            new() { Descriptor = _wakePipe[0], Wanted = LibC.Readable },
        ];
        var ready = LibC.Poll(entries, 2, timeout is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : -1);
        if (ready < 0)
        {
            return Marshal.GetLastPInvokeError() == LibC.Interrupted ? 0 : ITerminal.End;
        }

        if (entries[1].Got != 0)
        {
            Span<byte> wakes = stackalloc byte[256];
            LibC.Read(_wakePipe[0], wakes, (nuint)wakes.Length);
        }

        return entries[0].Got == 0 ? 0 : ReadInput(buffer);
    }

    public void Wake() => LibC.Write(_wakePipe[1], [1], 1);

    public void Write(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _bytes = _bytes.Length >= most ? _bytes : new byte[most];
        Write(_bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, _bytes)));
    }

    public void Lend() => Send(PasteMarksOff + (_knowsOtherKeys ? OtherKeysOff : "") + "\u001b[?25h\u001b[0m");

    /// <summary>The program may have left modes of its own behind.</summary>
    public void TakeBack() => Send("\u001b[?25h\u001b[0m" + PasteMarksOn + (_knowsOtherKeys ? OtherKeysOn : ""));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var left = bytes;
        while (!left.IsEmpty)
        {
            var written = LibC.Write(Out, left, (nuint)left.Length);
            if (written < 0 && !WaitToWrite())
            {
                // The terminal is gone; the next read says so.
                return;
            }

            left = left[(int)Math.Max(written, 0)..];
        }
    }

    public void Suspend()
    {
        LeaveRaw();
        _continued.Reset();
        LibC.Kill(0, OperatingSystem.IsLinux() ? LibC.StopSignal : LibC.StopSignalOfBsd);

        // The stop may come a moment after the call returns; where there is no shell to continue us, it never comes.
        _continued.Wait(StopsWithin);
        EnterRaw();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        _watched.ForEach(watch => watch.Dispose());
        LeaveRaw();
    }

    private static int ReadInput(Span<byte> buffer)
    {
        var got = LibC.Read(In, buffer, (nuint)buffer.Length);
        return got > 0 ? (int)got : got < 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted ? 0 : ITerminal.End;
    }

    /// <summary>After a failed write: whether it is worth trying again (a signal, or a full non-blocking terminal).</summary>
    private static bool WaitToWrite()
    {
        const int wouldBlockOnLinux = 11, wouldBlockOnBsd = 35;
        var error = Marshal.GetLastPInvokeError();
        if (error is wouldBlockOnLinux or wouldBlockOnBsd)
        {
            Span<LibC.PollEntry> entry = [new() { Descriptor = Out, Wanted = LibC.Writable }];
            LibC.Poll(entry, 1, -1);
            return true;
        }

        return error == LibC.Interrupted;
    }

    private static LibC.WindowSize Size()
    {
        const nuint getWindowSizeOnLinux = 0x5413;
        if (!OperatingSystem.IsLinux())
        {
            return new LibC.WindowSize { Columns = (ushort)Console.WindowWidth, Rows = (ushort)Console.WindowHeight };
        }

        return LibC.Control(Out, getWindowSizeOnLinux, out var size) == 0 && size.Columns > 0
            ? size
            : new LibC.WindowSize { Columns = 80, Rows = 24 };
    }

    private static bool KnowsOtherKeys() =>
        Environment.GetEnvironmentVariable("TERM") is { } term
        && (term.StartsWith("xterm", StringComparison.Ordinal) || term.StartsWith("tmux", StringComparison.Ordinal));

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private void Watch(PosixSignal signal, Action act) => _watched.Add(PosixSignalRegistration.Create(signal, _ => act()));

    /// <summary>Someone else had stopped the process, and a shell may have changed the mode meanwhile.</summary>
    private void OnContinued()
    {
        _continued.Set();
        if (_raw)
        {
            EnterRaw();
            Wake();
        }
    }

    private void EnterRaw()
    {
        lock (_mode)
        {
            byte[] raw = [.. _given];
            LibC.MakeRaw(raw);
            Check(LibC.SetMode(In, LibC.AfterOutput, raw));
            _raw = true;
        }

        Send(PasteMarksOn + (_knowsOtherKeys ? OtherKeysOn : ""));
    }

    private static void Send(string sequences)
    {
        var bytes = Encoding.ASCII.GetBytes(sequences);
        LibC.Write(Out, bytes, (nuint)bytes.Length);
    }

    private void LeaveRaw()
    {
        lock (_mode)
        {
            if (_raw)
            {
                _raw = false;
                Send(PasteMarksOff + (_knowsOtherKeys ? OtherKeysOff : "") + "\u001b[?25h\u001b[0m");
                LibC.SetMode(In, LibC.AfterOutput, _given);
            }
        }
    }

    /// <summary>The process is about to end wherever the cursor stands; the shell's prompt gets a line of its own.</summary>
    private void LeaveMidLine()
    {
        Send("\r\n");
        LeaveRaw();
    }

    private void OnExit(object? sender, EventArgs e) => LeaveRaw();
}
