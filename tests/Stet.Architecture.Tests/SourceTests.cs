using System.Text.RegularExpressions;

namespace Stet.Architecture.Tests;

public partial class SourceTests
{
    /// <summary>Files over the size, each with the reason why it is better whole. None so far.</summary>
    private static readonly Dictionary<string, string> LongForAReason = [];

    [Fact]
    public void No_file_is_longer_than_400_lines_without_a_reason() =>
        Assert.DoesNotContain(Checkout.Sources(), f => !LongForAReason.ContainsKey(f) && File.ReadLines(Path.Combine(Checkout.Root, f)).Count() > 400);

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.DoesNotContain(Checkout.Sources(), f => Empty().IsMatch(Path.GetFileNameWithoutExtension(f)));

    [Fact]
    public void No_exception_is_swallowed() =>
        Assert.DoesNotContain(Checkout.Sources(), f => Swallowed().IsMatch(File.ReadAllText(Path.Combine(Checkout.Root, f))));

    [GeneratedRegex("(Helper|Helpers|Manager|Util|Utils|Utility|Info|Processor|Service)$")]
    private static partial Regex Empty();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex Swallowed();
}
