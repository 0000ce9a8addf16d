using System.Text;

namespace Stet.Sessions.Submitting;

/// <summary>What a submission writes: passed on at once, and collected up to a bound for the outcome and history.</summary>
internal sealed class OutputBuffer(Action<string, bool> pass)
{
    /// <summary>Characters kept for the outcome; what is beyond was passed on all the same.</summary>
    private const int Limit = 4 << 20;

    private readonly StringBuilder text = new();
    private readonly Lock gate = new();

    public void Add(string piece, bool isError)
    {
        lock (gate)
        {
            Collect(piece);
            pass(piece, isError);
        }
    }

    /// <summary>Collects what has been passed on in another way.</summary>
    public void Record(string piece)
    {
        lock (gate)
        {
            Collect(piece);
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return text.ToString();
        }
    }

    private void Collect(string piece)
    {
        if (text.Length < Limit)
        {
            text.Append(piece.AsSpan(0, Math.Min(piece.Length, Limit - text.Length)));
        }
    }
}
