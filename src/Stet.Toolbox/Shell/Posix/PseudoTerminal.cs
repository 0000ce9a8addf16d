using System.Runtime.InteropServices;

namespace Stet.Toolbox.Shell.Posix;

/// <summary>A terminal for a process, of which the other side is here.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const nuint SetSizeOnLinux = 0x5414;
    private const nuint SetSizeOnMac = 0x80087467;
    private const int NoControllingTerminal = 0x100; // O_NOCTTY
    private const uint Utf8Input = 0x4000; // IUTF8 in c_iflag, the first word of termios

    private PseudoTerminal(Descriptor side, string name)
    {
        Side = side;
        Name = name;
    }

    public Descriptor Side { get; }

    /// <summary>What the process opens.</summary>
    public string Name { get; }

    public static PseudoTerminal Open(int columns, int rows)
    {
        var side = Descriptor.Own(Descriptor.Check(LibC.OpenTerminal(LibC.ReadWrite | (OperatingSystem.IsLinux() ? NoControllingTerminal : 0)), "a pseudo-terminal could not be opened"));
        Descriptor.Check(LibC.Grant(side.Number), "a pseudo-terminal could not be granted");
        Descriptor.Check(LibC.Unlock(side.Number), "a pseudo-terminal could not be unlocked");
        var terminal = new PseudoTerminal(side, Marshal.PtrToStringUTF8(LibC.Name(side.Number))!);
        terminal.Resize(columns, rows);
        terminal.TakeUtf8();
        return terminal;
    }

    /// <summary>The process in the foreground is told by the system.</summary>
    public void Resize(int columns, int rows) =>
        _ = LibC.SetWindowSize(Side.Number, OperatingSystem.IsLinux() ? SetSizeOnLinux : SetSizeOnMac, new() { Columns = (ushort)columns, Rows = (ushort)rows });

    /// <summary>The group of processes that has it now, 0 where there is none.</summary>
    public int ForegroundGroup => Math.Max(LibC.ForegroundGroup(Side.Number), 0);

    /// <summary>Drops what was typed and nobody has read.</summary>
    public void DropTyped()
    {
        const int inputOnLinux = 0, inputOnMac = 1;
        using var other = OtherSide(0);
        _ = other is null ? 0 : LibC.Flush(other.Number, OperatingSystem.IsLinux() ? inputOnLinux : inputOnMac);
    }

    /// <summary>Takes what was typed and nobody has read, also a line without its end; nothing where that is not known of the system.</summary>
    public byte[] TakeTyped()
    {
        const int withoutWaiting = 0x800; // O_NONBLOCK
        const uint byLines = 2; // ICANON in c_lflag, the fourth word of termios
        using var other = OperatingSystem.IsLinux() ? OtherSide(withoutWaiting) : null;
        Span<byte> mode = stackalloc byte[256];
        if (other is null || LibC.GetMode(Side.Number, mode) != 0)
        {
            return [];
        }

        Span<byte> changed = stackalloc byte[256];
        mode.CopyTo(changed);
        MemoryMarshal.Cast<byte, uint>(changed)[3] &= ~byLines;
        _ = LibC.SetMode(Side.Number, 0, changed);
        var buffer = new byte[4096];
        var got = other.Read(buffer);
        _ = LibC.SetMode(Side.Number, 0, mode);
        return buffer[..got];
    }

    private Descriptor? OtherSide(int flags)
    {
        const int noControllingTerminalOnMac = 0x20000;
        var other = LibC.Open(Name, LibC.ReadWrite | flags | (OperatingSystem.IsLinux() ? NoControllingTerminal : noControllingTerminalOnMac));
        return other < 0 ? null : Descriptor.Own(other);
    }

    public void Dispose() => Side.Dispose();

    /// <summary>So that erasing takes a whole character.</summary>
    private void TakeUtf8()
    {
        Span<byte> mode = stackalloc byte[256];
        if (LibC.GetMode(Side.Number, mode) == 0)
        {
            ref var input = ref MemoryMarshal.AsRef<uint>(mode);
            input |= Utf8Input;
            _ = LibC.SetMode(Side.Number, 0, mode);
        }
    }
}
