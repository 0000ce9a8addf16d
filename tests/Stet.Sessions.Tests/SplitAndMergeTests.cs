namespace Stet.Sessions.Tests;

/// <summary>One type becomes two, two become one.</summary>
public class SplitAndMergeTests
{
    [Fact]
    public async Task A_type_is_split_by_its_hook_and_put_together_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Person(string Name, string Street, string City);", "p = new Person(\"Ann\", \"Main 1\", \"Bonn\");", "all = new List<Person> { p, p };");
        await prompt.Do("""
            record Address(string Street, string City);
            record Person(string Name, Address Home) { static Person Migrate(Old old) => new(old.Get<string>("Name"), new(old.Get<string>("Street"), old.Get<string>("City"))); }
            """);
        Assert.Equal("(Bonn, true)", (await prompt.Says("(p.Home.City, ReferenceEquals(p, all[1]))")).Replace("\"", "", StringComparison.Ordinal));
        await prompt.Do("""
            record Person(string Name, string Street, string City) { static Person Migrate(Old old) => new(old.Get<string>("Name"), old.Get<Address>("Home").Street, old.Get<Address>("Home").City); }
            """, "record Person(string Name, string Street, string City);", "drop Address");
        Assert.Equal("(Main 1, true)", (await prompt.Says("(p.Street, ReferenceEquals(p, all[1]))")).Replace("\"", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("record Pet(string Name, int Lives = 1, bool Barks = false);", "Tom 9 False, Rex 1 True")]
    [InlineData("record Pet(string Name, int Lives, bool Barks) { static Pet Migrate(Old old) => new(old.Get<string>(\"Name\") + (old.Type == \"Cat\" ? \"!\" : \"?\"), old.Has(\"Lives\") ? old.Get<int>(\"Lives\") : 0, old.Has(\"Barks\")); }", "Tom! 9 False, Rex? 0 True")]
    public async Task Two_types_are_merged_by_their_former_names(string merged, string expected)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Cat(string Name, int Lives); record Dog(string Name, bool Barks);", "pets = new List<object> { new Cat(\"Tom\", 9), new Dog(\"Rex\", true) };");
        await prompt.Do($"[Formerly(\"Cat\")] [Formerly(\"Dog\")] {merged}");
        Assert.Equal($"\"{expected}\"", await prompt.Says("string.Join(\", \", pets.Cast<Pet>().Select(p => $\"{p.Name} {p.Lives} {p.Barks}\"))"));
        Assert.Equal("\"Pet\"", await prompt.Says("string.Join(' ', defs().Select(d => d.Name))"));
        await prompt.Do("undo");
        Assert.Equal("(9, true)", await prompt.Says("(((Cat)pets[0]).Lives, ((Dog)pets[1]).Barks)"));
    }
}
