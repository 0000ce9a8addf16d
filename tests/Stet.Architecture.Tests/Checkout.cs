namespace Stet.Architecture.Tests;

/// <summary>The source files of the checkout that these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    public static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Up(string folder) => File.Exists(Path.Combine(folder, "Stet.slnx")) ? folder
        : Up(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Stet.slnx above the tests."));
}
