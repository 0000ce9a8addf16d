namespace Stet.Worlds;

/// <summary>The identifiers in a piece of C# that holds no text or comments, such as the name of a type.</summary>
public static class IdentifierScan
{
    public static IEnumerable<string> In(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
