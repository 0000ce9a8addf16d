namespace Stet.Display.Tests;

/// <summary>The one door of these tests: a value, and the text it is shown as.</summary>
internal static class Showing
{
    public static void Check<T>(T value, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), ValueText.Show(value, typeof(T), DisplayOptions.Default));

    public static string Show<T>(T value, DisplayOptions? options = null) =>
        ValueText.Show(value, typeof(T), options ?? DisplayOptions.Default);
}
