using System.Text;

namespace Stet.Cli.Input;

/// <summary>Lines, and whether another one is there already. A program that waits for each answer before it writes on must not be waited for.</summary>
internal interface ILineReader
{
    /// <summary>The next line without its end; null at the end of the input.</summary>
    string? Read();

    /// <summary>The line that <see cref="Read"/> would give, where that needs no waiting; null otherwise.</summary>
    string? PeekAvailable();
}

/// <summary>Reads lines of UTF-8 from a pipe or file as they come, never further ahead than what has come.</summary>
internal sealed class LineReader(Stream stream) : ILineReader, IDisposable
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private readonly List<byte> _partial = [];
    private readonly Queue<string> _lines = new();
    private bool _ended;

    public string? Read()
    {
        while (_lines.Count == 0 && !_ended)
        {
            Fill();
        }

        return _lines.TryDequeue(out var line) ? line : null;
    }

    public string? PeekAvailable()
    {
        while (_lines.Count == 0 && !_ended && MoreHasCome())
        {
            Fill();
        }

        return _lines.TryPeek(out var line) ? line : null;
    }

    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        var got = stream.Read(_chunk);
        foreach (var b in _chunk.AsSpan(0, got))
        {
            if (b == '\n')
            {
                EndLine();
            }
            else
            {
                _partial.Add(b);
            }
        }

        if (got == 0)
        {
            _ended = true;
            if (_partial.Count > 0)
            {
                EndLine();
            }
        }
    }

    private void EndLine()
    {
        var bytes = _partial.Count > 0 && _partial[^1] == '\r' ? _partial[..^1] : _partial;
        _lines.Enqueue(Encoding.UTF8.GetString([.. bytes]));
        _partial.Clear();
    }

    /// <summary>Only a stream over standard input is asked; others (files) are read to their end without waiting.</summary>
    private bool MoreHasCome() => stream is FileStream or MemoryStream || StandardInput.HasMore();
}
