using System.Text;

namespace Stet.Server;

/// <summary>
/// The host's own messages, on standard error, which is <c>host.log</c>. A disk that takes none of them must not end the host: what is lost is
/// counted, and the number stands before the next message that goes through.
/// </summary>
internal sealed class LogWriter(TextWriter log) : TextWriter
{
    private readonly Lock writing = new();
    private int lost;

    public override Encoding Encoding => log.Encoding;

    public static void Install() => Console.SetError(new LogWriter(Console.Error));

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        lock (writing)
        {
            try
            {
                log.Write(lost == 0 ? value : $"({lost} messages could not be written)\n{value}");
                lost = 0;
            }
            catch (IOException)
            {
                lost++;
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(object? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");
}
