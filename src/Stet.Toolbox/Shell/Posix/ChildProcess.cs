using System.Runtime.InteropServices;

namespace Stet.Toolbox.Shell.Posix;

/// <summary>A process that leads a session of its own, and how it ended.</summary>
internal sealed unsafe class ChildProcess
{
    private const short SetSignalsToDefault = 0x04;
    private const short SetSignalMask = 0x08;
    private const short NewSession = 0x80;
    private const short NewSessionOnMac = 0x400;

    /// <summary>More than either of glibc's, musl's and macOS's structures takes.</summary>
    private const int OpaqueBytes = 1024;

    private readonly TaskCompletionSource<int> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(int id)
    {
        Id = id;
        new Thread(Wait, 128 << 10) { IsBackground = true, Name = $"process {id}" }.UnsafeStart();
    }

    public int Id { get; }

    /// <summary>The exit code as shells count it: 128 and the signal's number for a process that a signal has ended.</summary>
    public Task<int> End => end.Task;

    /// <summary>Whether Ctrl-C has ended it.</summary>
    public bool WasInterrupted { get; private set; }

    /// <param name="terminal">What becomes its controlling terminal and its standard input, output and error, but for those that <paramref name="given"/> replaces.</param>
    /// <param name="given">Descriptors here, and the numbers under which the process finds them.</param>
    /// <param name="terminalAlsoAt">Another number under which it finds the terminal, or null.</param>
    public static ChildProcess Start(
        string program, IReadOnlyList<byte[]> arguments, IReadOnlyList<byte[]> environment, string? terminal, IReadOnlyList<(Descriptor Here, int There)> given, int? terminalAlsoAt = null)
    {
        var actions = stackalloc byte[OpaqueBytes];
        var attributes = stackalloc byte[OpaqueBytes];
        int[] taken = [0, 1, 2, .. given.Select(g => g.There), .. terminalAlsoAt is { } at ? new[] { at } : []];
        var moved = given.Where(g => taken.Contains(g.Here.Number)).Select(g => (Here: g.Here.Above(taken.Max() + 1), g.There)).ToList();
        Require(LibC.posix_spawn_file_actions_init(actions), program);
        Require(LibC.posix_spawnattr_init(attributes), program);
        try
        {
            Require(LibC.posix_spawn_file_actions_addopen(actions, 0, terminal ?? "/dev/null", terminal is null ? 0 : LibC.ReadWrite, 0), program);
            Require(LibC.posix_spawn_file_actions_adddup2(actions, 0, 1), program);
            Require(LibC.posix_spawn_file_actions_adddup2(actions, 0, 2), program);
            Require(terminalAlsoAt is { } another ? LibC.posix_spawn_file_actions_adddup2(actions, 0, another) : 0, program);
            foreach (var (here, there) in given.Where(g => !taken.Contains(g.Here.Number)).Concat(moved)) // None is overwritten before it is given.
            {
                Require(LibC.posix_spawn_file_actions_adddup2(actions, here.Number, there), program);
            }

            SetAttributes(attributes, program);
            return new(Spawn(program, arguments, environment, actions, attributes));
        }
        finally
        {
            _ = LibC.posix_spawn_file_actions_destroy(actions);
            _ = LibC.posix_spawnattr_destroy(attributes);
            moved.ForEach(m => m.Here.Dispose());
        }
    }

    /// <summary>To the process alone.</summary>
    public void SignalAlone(int number)
    {
        if (!end.Task.IsCompleted)
        {
            _ = LibC.Kill(Id, number);
        }
    }

    /// <summary>To the process and all that it has started in its group.</summary>
    public void Signal(int number)
    {
        if (!end.Task.IsCompleted)
        {
            _ = LibC.Kill(-Id, number);
        }
    }

    /// <summary>The runtime ignores a signal that programs count on (SIGPIPE); they begin as if a shell had started them.</summary>
    private static void SetAttributes(byte* attributes, string program)
    {
        var all = stackalloc byte[128];
        var none = stackalloc byte[128];
        new Span<byte>(all, 128).Fill(0xFF);
        new Span<byte>(none, 128).Clear();
        Require(LibC.posix_spawnattr_setsigdefault(attributes, all), program);
        Require(LibC.posix_spawnattr_setsigmask(attributes, none), program);
        Require(LibC.posix_spawnattr_setflags(attributes, (short)(SetSignalsToDefault | SetSignalMask | (OperatingSystem.IsMacOS() ? NewSessionOnMac : NewSession))), program);
    }

    private static int Spawn(string program, IReadOnlyList<byte[]> arguments, IReadOnlyList<byte[]> environment, byte* actions, byte* attributes)
    {
        var argv = Native(arguments);
        var envp = Native(environment);
        try
        {
            fixed (byte* path = SystemText.ToBytes(program + "\0"))
            fixed (nint* arg = argv, env = envp)
            {
                Require(LibC.posix_spawn(out var id, path, actions, attributes, (byte**)arg, (byte**)env), program);
                return id;
            }
        }
        finally
        {
            Free(argv);
            Free(envp);
        }
    }

    /// <summary>As C has them, with a null at the end.</summary>
    private static nint[] Native(IReadOnlyList<byte[]> texts)
    {
        var native = new nint[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            var copy = (byte*)NativeMemory.Alloc((nuint)texts[i].Length + 1);
            texts[i].CopyTo(new Span<byte>(copy, texts[i].Length));
            copy[texts[i].Length] = 0;
            native[i] = (nint)copy;
        }

        return native;
    }

    private static void Free(nint[] texts)
    {
        foreach (var text in texts)
        {
            NativeMemory.Free((void*)text);
        }
    }

    private static void Require(int error, string program)
    {
        if (error != 0)
        {
            throw new IOException($"{program} could not be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    private void Wait()
    {
        int status;
        while (LibC.Wait(Id, out status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
            {
                end.TrySetResult(-1); // Somebody else has taken its end.
                return;
            }
        }

        const int interrupt = 2;
        WasInterrupted = (status & 0x7F) == interrupt;
        end.TrySetResult((status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F));
    }
}
