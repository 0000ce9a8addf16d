using System.Text;

namespace Stet.Toolbox.Shell;

/// <summary>
/// Text as the system has it: UTF-8, in which names of files may have bytes that are none. Such a byte becomes one of the characters U+DC80 to U+DCFF, which
/// no other text has, and is the same byte again on the way back (as in Python, PEP 383).
/// </summary>
internal static class SystemText
{
    private const char FirstEscape = '\uDC80';

    public static byte[] ToBytes(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstEscape, '\uDCFF') < 0)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new List<byte>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i++, 2)));
            }
            else if (text[i] is >= FirstEscape and <= '\uDCFF')
            {
                bytes.Add((byte)(text[i] - 0xDC00));
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return [.. bytes];
    }

    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.Latin1.GetString(bytes);
        }

        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : WithEscapes(bytes);
    }

    private static string WithEscapes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var taken) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                taken = 1;
                text.Append((char)(0xDC00 + bytes[0]));
            }

            bytes = bytes[taken..];
        }

        return text.ToString();
    }
}
