namespace Stet.CommandLine.Options;

/// <summary>Types that standard input can be given as.</summary>
public static class InputTypes
{
    public static bool Takes(Type type) =>
        type == typeof(string) || type == typeof(string[]) || type == typeof(IEnumerable<string>) || type == typeof(List<string>)
        || type == typeof(IReadOnlyList<string>) || type == typeof(Stream) || type == typeof(TextReader);

    /// <summary>The member of <c>StandardInput</c> that gives it.</summary>
    public static string MemberFor(Type type) =>
        type == typeof(string) ? "Text" : type == typeof(Stream) ? "Bytes" : type == typeof(TextReader) ? "Reader" : type == typeof(IEnumerable<string>) ? "Lines" : type == typeof(List<string>) ? "LineList" : "AllLines";
}
