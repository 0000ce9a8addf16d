namespace Stet.Toolbox.Shell;

/// <summary>How a line of a standing shell has ended.</summary>
/// <param name="Stopped">Jobs that are stopped, as the shell lists them.</param>
/// <param name="Running">Jobs that go on in the background.</param>
internal sealed record ShellReport(int ExitCode, string Directory, IReadOnlyList<string> Stopped, IReadOnlyList<string> Running);

/// <summary>
/// Reads what a standing shell writes after each line: four parts that say how it has ended, and then, when the prompt is back already, two that say how the shell
/// is. Each part ends with a zero.
/// </summary>
/// <param name="ended">The first four parts are there.</param>
/// <param name="state">The names of what is exported, and the state.</param>
internal sealed class ShellReports(Action<ShellReport> ended, Action<string[], byte[]> state)
{
    private const int FirstParts = 4;
    private const int AllParts = 6;

    private readonly List<byte[]> parts = [];
    private readonly MemoryStream part = new();

    public void Take(ReadOnlySpan<byte> bytes)
    {
        for (int end; (end = bytes.IndexOf((byte)0)) >= 0; bytes = bytes[(end + 1)..])
        {
            part.Write(bytes[..end]);
            parts.Add(part.ToArray());
            part.SetLength(0);
            TakePart();
        }

        part.Write(bytes);
    }

    private void TakePart()
    {
        if (parts.Count == FirstParts)
        {
            ended(new(int.TryParse(Text(0), out var code) ? code : -1, Text(1), Lines(2), Lines(3)));
        }
        else if (parts.Count == AllParts)
        {
            state(Lines(4), parts[5]);
            parts.Clear();
        }
    }

    private string Text(int index) => SystemText.FromBytes(parts[index]);

    private string[] Lines(int index) => Text(index).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
