using System.Text;

namespace Stet.CommandLine.Options;

/// <summary>Names of parameters as options.</summary>
internal static class OptionName
{
    /// <summary><c>firstName</c> is <c>first-name</c>, <c>min_count</c> is <c>min-count</c>, <c>URLPath</c> is <c>url-path</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((begins || name[i] == '_') && text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }

            text.Append(name[i] == '_' ? "" : char.ToLowerInvariant(name[i]).ToString());
        }

        return text.ToString();
    }
}
