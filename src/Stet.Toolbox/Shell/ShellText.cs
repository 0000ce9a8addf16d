using System.Text;

namespace Stet.Toolbox.Shell;

/// <summary>Text for a shell, which may contain bytes that are no UTF-8.</summary>
internal sealed class ShellText
{
    private readonly List<byte> bytes = [];

    /// <param name="parts">Each a text or bytes.</param>
    public void Add(params ReadOnlySpan<object> parts)
    {
        foreach (var part in parts)
        {
            bytes.AddRange(part as byte[] ?? Encoding.UTF8.GetBytes((string)part));
        }
    }

    public byte[] ToBytes() => [.. bytes];
}
