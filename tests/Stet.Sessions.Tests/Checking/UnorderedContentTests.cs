using System.Collections.Immutable;
using Stet.Sessions.Checking;

namespace Stet.Sessions.Tests.Checking;

public class UnorderedContentTests
{
    [Fact]
    public void The_order_of_hashed_collections_does_not_count_at_any_depth()
    {
        Assert.Equal(Of(new HashSet<string> { "a", "b" }), Of(new HashSet<string> { "b", "a" }));
        Assert.NotEqual(Of(new HashSet<string> { "a", "b" }), Of(new HashSet<string> { "a", "c" }));
        Assert.Equal(Of(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }), Of(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }));
        Assert.NotEqual(Of(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }), Of(new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }));
        Assert.Equal(Of(ImmutableArray.Create(new HashSet<int> { 1, 2 })), Of(ImmutableArray.Create(new HashSet<int> { 2, 1 })));
    }

    [Fact]
    public void That_of_lists_counts()
    {
        Assert.NotEqual(Of((new HashSet<int> { 1 }, new List<int> { 1, 2 })), Of((new HashSet<int> { 1 }, new List<int> { 2, 1 })));
    }

    [Fact]
    public void Without_a_hashed_collection_there_is_nothing_to_compare() => Assert.Null(Of(new List<int> { 1, 2 }));

    [Fact]
    public void Circles_end()
    {
        var set = new HashSet<object> { "a" };
        set.Add(set);
        Assert.NotNull(Of(set));
    }

    private static string? Of<T>(T value) => UnorderedContent.Of(value, typeof(T));
}
