using System.Globalization;
using System.Text.RegularExpressions;

namespace Stet.Terminal.Tests.Emulation;

/// <summary>What a terminal sends for the keys that tests name in angle brackets.</summary>
internal static partial class KeyNames
{
    private static readonly Dictionary<string, string> Bytes = new()
    {
        ["enter"] = "\r",
        ["tab"] = "\t",
        ["s-tab"] = "\u001b[Z",
        ["esc"] = "\u001b",
        ["bs"] = "\u007f",
        ["del"] = "\u001b[3~",
        ["up"] = "\u001b[A",
        ["down"] = "\u001bOB",
        ["right"] = "\u001b[C",
        ["left"] = "\u001b[D",
        ["home"] = "\u001b[H",
        ["end"] = "\u001b[4~",
        ["c-left"] = "\u001b[1;5D",
        ["c-right"] = "\u001b[1;5C",
        ["c-enter"] = "\u001b[27;5;13~",
        ["a-enter"] = "\u001b\r",
        ["a-bs"] = "\u001b\u007f",
        ["c-s-z"] = "\u001b[122;6u",
        ["c-_"] = "\u001f",
        ["paste"] = "\u001b[200~",
        ["/paste"] = "\u001b[201~",
        ["lt"] = "<",
    };

    public static void Type(string keys, PromptTest test)
    {
        foreach (Match part in Part().Matches(keys))
        {
            var name = part.Groups["name"].Value;
            if (name.StartsWith("wait ", StringComparison.Ordinal))
            {
                test.Terminal.Pass(double.Parse(name[5..], CultureInfo.InvariantCulture));
            }
            else if (name == "answer")
            {
                test.Terminal.Do(test.Answer);
            }
            else if (name.StartsWith("narrow ", StringComparison.Ordinal))
            {
                test.Terminal.Do(() => test.Screen.Narrow(int.Parse(name[7..], CultureInfo.InvariantCulture)));
            }
            else
            {
                test.Terminal.Type(name.Length == 0 ? part.Value.ReplaceLineEndings("\r") : BytesOf(name));
            }
        }
    }

    private static string BytesOf(string name) =>
        Bytes.TryGetValue(name, out var bytes) ? bytes
        : name.Length == 3 && name.StartsWith("c-", StringComparison.Ordinal) ? ((char)(name[2] & 0x1f)).ToString()
        : name.Length == 3 && name.StartsWith("a-", StringComparison.Ordinal) ? "\u001b" + name[2]
        : throw new ArgumentException($"no key is named <{name}>");

    [GeneratedRegex(@"<(?<name>[^<>\s][^<>]*)>|[^<]+")]
    private static partial Regex Part();
}
