namespace Stet.Terminal.Devices;

/// <summary>
/// The one seam to the terminal: bytes in, text out. One thread reads and writes; any thread may <see cref="Wake"/>.
/// Disposing it gives the terminal back as it was.
/// </summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Columns, now. At least 1.</summary>
    int Width { get; }

    int Height { get; }

    /// <summary>Waits for typed bytes, a <see cref="Wake"/>, a change of size, or the end of the time.</summary>
    /// <param name="timeout">Null waits for ever.</param>
    /// <returns>How many bytes were read, 0 when it was something else, <see cref="End"/> when the terminal is gone.</returns>
    int Read(Span<byte> buffer, TimeSpan? timeout);

    void Wake();

    void Write(string text);

    /// <summary>Passes bytes of another program on.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Another program has it: it is as that program expects one, but that bytes come through unchanged.</summary>
    void Lend();

    void TakeBack();

    /// <summary>Gives the terminal back and stops the process until the shell continues it.</summary>
    void Suspend();

    public const int End = -1;
}
