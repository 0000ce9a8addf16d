using System.Collections;
using System.Runtime.InteropServices;

namespace Stet.Protocol.Client;

/// <summary>The part of POSIX that starts a process in a session of its own; the base library cannot.</summary>
internal static unsafe partial class PosixSpawn
{
    private const int SetSid = 0x80;
    private const int SetSidOnMac = 0x400;
    private const int CloseOnExecOnMac = 0x4000; // POSIX_SPAWN_CLOEXEC_DEFAULT
    private const int SetDescriptorFlags = 2; // F_SETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int OpenToAppendOnLinux = 0x1 | 0x40 | 0x400; // O_WRONLY | O_CREAT | O_APPEND
    private const int OpenToAppendOnMac = 0x1 | 0x200 | 0x8;
    private const int WaitNoHang = 1;
    private const int OwnerReadsAndWrites = 0x180; // 0600

    /// <summary>More than either of glibc's, musl's and macOS's structures takes.</summary>
    private const int OpaqueBytes = 1024;

    /// <exception cref="HostStartException">The system does not start the process.</exception>
    public static int Detached(string program, string[] arguments, string log)
    {
        var mac = OperatingSystem.IsMacOS();
        if (!mac)
        {
            KeepDescriptorsFromChildren();
        }

        var actions = stackalloc byte[OpaqueBytes];
        var attributes = stackalloc byte[OpaqueBytes];
        Require(posix_spawn_file_actions_init(actions), program);
        Require(posix_spawnattr_init(attributes), program);
        try
        {
            Require(posix_spawnattr_setflags(attributes, (short)(mac ? SetSidOnMac | CloseOnExecOnMac : SetSid)), program);
            Require(posix_spawn_file_actions_addopen(actions, 0, "/dev/null", 0, 0), program);
            var append = mac ? OpenToAppendOnMac : OpenToAppendOnLinux;
            Require(posix_spawn_file_actions_addopen(actions, 1, log, append, OwnerReadsAndWrites), program);
            Require(posix_spawn_file_actions_adddup2(actions, 1, 2), program);
            return Spawn(program, arguments, actions, attributes);
        }
        finally
        {
            posix_spawn_file_actions_destroy(actions);
            posix_spawnattr_destroy(attributes);
        }
    }

    /// <summary>True when the child has ended: its status is taken from the process table; null where somebody else has taken it.</summary>
    public static bool TryWait(int pid, out int? status)
    {
        var waited = waitpid(pid, out var taken, WaitNoHang);
        status = waited == pid ? taken : null;
        return waited != 0;
    }

    /// <summary>
    /// Pipes and files that this process inherited would stay open as long as the host lives, and whoever reads the other end of such a pipe would
    /// wait for it. The runtime's own are closed in children already.
    /// </summary>
    private static void KeepDescriptorsFromChildren()
    {
        const string Open = "/proc/self/fd";
        foreach (var path in Directory.Exists(Open) ? Directory.GetFileSystemEntries(Open) : [])
        {
            if (int.TryParse(Path.GetFileName(path), out var descriptor) && descriptor > 2)
            {
                _ = fcntl(descriptor, SetDescriptorFlags, CloseOnExec); // Fails for the listing's own, which is closed by now.
            }
        }
    }

    private static int Spawn(string program, string[] arguments, byte* actions, byte* attributes)
    {
        var argv = NativeTexts([program, .. arguments]);
        var environment = NativeTexts([.. HostEnvironment.Of(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()).Select(e => $"{e.Key}={e.Value}")]);
        try
        {
            fixed (nint* arg = argv, env = environment)
            {
                Require(posix_spawn(out var pid, program, actions, attributes, (byte**)arg, (byte**)env), program);
                return pid;
            }
        }
        finally
        {
            Array.ForEach(argv, Marshal.FreeCoTaskMem);
            Array.ForEach(environment, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>The texts as C has them, with a null at the end.</summary>
    private static nint[] NativeTexts(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static void Require(int error, string program)
    {
        if (error != 0)
        {
            throw new HostStartException($"{program} could not be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(out int pid, string path, byte* actions, byte* attributes, byte** argv, byte** environment);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, out int status, int options);
}
