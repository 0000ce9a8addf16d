using System.Collections.Immutable;

namespace Stet.Worlds.Tests;

/// <summary>Which code may use which assembly: from names alone, a superset.</summary>
public class ReferenceSetTests
{
    private static readonly ReferenceSet Set = new(
        [new(ReferenceKind.Package, "Bank", "1.0.0")], [Unit("Base"), Unit("Bank", "Base"), Unit("Query")], ["/packages/libcoins.so", "/packages/tills.dll"], unit => unit.Name switch
        {
            "Bank" => new(["Money", "Ignore", "IgnoreAttribute"], ["Bank.Core"], ["Total"], false),
            "Query" => new(["Sequences"], ["System.Linq"], ["Window"], false),
            _ => new(["Root"], ["Bank.Base"], [], false),
        });

    [Theory]
    [InlineData("Money", "", "Base Bank")]
    [InlineData("Bank.Core", "", "Base Bank")]
    [InlineData("Root", "", "Base")]
    [InlineData("", "Total", "Base Bank")]
    [InlineData("Total", "Money", "")]
    [InlineData("Window", "Window", "Query")]
    [InlineData("int x", "Count", "")]
    public void What_is_named_is_used_with_what_it_refers_to(string mentions, string members, string used) => Assert.Equal(
        used, string.Join(' ', Set.UsedBy(new(mentions.Split(' ').ToHashSet(), members.Split(' ').ToHashSet())).Select(u => u.Name)));

    [Fact]
    public void A_using_that_only_an_unused_assembly_satisfies_names_an_empty_namespace() =>
        Assert.Equal(["Bank.Core"], Set.NotIn([Set.Units[2]], ["System", "System.Linq", "Bank.Core", "static Bank.Core.Money"]).ToArray());

    [Theory]
    [InlineData("coins", "/packages/libcoins.so")]
    [InlineData("libcoins", "/packages/libcoins.so")]
    [InlineData("tills.dll", "/packages/tills.dll")]
    [InlineData("oins", null)]
    public void A_native_library_is_found_by_the_name_that_code_calls_it(string name, string? path) => Assert.Equal(path, Set.Native(name));

    private static CompiledUnit Unit(string name, params string[] references) =>
        new(name, default, default, default, [.. references], [], false) { File = $"/packages/{name}.dll" };
}
