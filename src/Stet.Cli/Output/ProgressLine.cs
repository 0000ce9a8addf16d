using Stet.Model;

namespace Stet.Cli.Output;

/// <summary>How far something has come, on the last line of the terminal; it is gone when what it is about is done. Without a terminal nothing is shown.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const string Begin = "\r\e[2K";

    private readonly bool isShown = !Console.IsErrorRedirected;
    private readonly Lock writing = new();
    private bool isOver;
    private bool isDirty;

    /// <summary>Other notes are for those who submit.</summary>
    public void Take(Note note)
    {
        lock (writing)
        {
            if (isShown && !isOver && note.Kind == NoteKind.Progress)
            {
                isDirty = true;
                Streams.WriteError(Begin + Fitting($"{note.Text}   Ctrl-C stops"));
            }
        }
    }

    /// <summary>What goes on in a second row would stay there.</summary>
    private static string Fitting(string text) => text[..Math.Min(text.Length, Math.Max(1, Console.WindowWidth - 1))];

    public void Dispose()
    {
        lock (writing)
        {
            isOver = true;
            if (isDirty)
            {
                Streams.WriteError(Begin);
            }
        }
    }
}
