using Stet.Model;
using Stet.Sessions.Searching;
using Stet.Storage;

namespace Stet.Sessions.Tests.Searching;

public class HistoryIndexTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fft", "2 1")]
    [InlineData("FFT plot", "2")]
    [InlineData("plt", "2 4")]
    [InlineData("", "4 3 2 1")]
    [InlineData("zq", "")]
    [InlineData("ä", "3")]
    public void Words_stand_in_a_text_or_their_letters_do(string query, string found) =>
        Assert.Equal(found, Search(query, Line(1, "y = fft(x)"), Line(2, "plot(fft(x))"), Line(3, "größe = \"Ägypten\""), Line(4, "p = load(t)")));

    [Theory]
    [InlineData("plot", "2 1")] // A word as it stands is better than scattered letters, though these are newer.
    [InlineData("p", "2 3 1")] // At the beginning of the text, of a word, within one.
    public void Better_matches_come_first(string query, string found) =>
        Assert.Equal(found, Search(query, Line(1, "xp = len(o) + t"), Line(2, "plot(x)"), Line(3, "x = pi")));

    [Fact]
    public void What_failed_is_below_all_that_did_not() =>
        Assert.Equal("1 2 3", Search("make", Line(1, "!x make", directory: "/b"), Line(2, "!a; m(a).k = e", state: EntryState.Interrupted), Line(3, "make all", state: EntryState.Failed)));

    [Fact]
    public void The_own_directory_comes_first_then_the_own_session_then_what_is_newer() =>
        Assert.Equal("1 2 4 3", Search("make", Line(1, "make a", directory: "/here"), Line(2, "make b", session: "own"), Line(3, "make c"), Line(4, "make d")));

    [Fact]
    public void Equal_texts_are_one_hit_by_the_best_of_them() =>
        Assert.Equal("1 4", Search("make", Line(1, "make", directory: "/here"), Line(2, "make"), Line(3, "make"), Line(4, "make x")));

    [Theory]
    [InlineData(900, "abcd ef_9(", "a,ab,abc,a b,9(,_f,ffa")]
    [InlineData(60_000, "abcdefghijklmnopqrstuvwxyz_9(. ", "abc,q(z,xy z,_9.")]
    public void Every_match_among_many_is_found_whether_read_or_added(int count, string letters, string queries)
    {
        var random = new Random(1);
        var index = new HistoryIndex();
        var lines = Enumerable.Range(1, count).Select(n => Line(n, string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => letters[random.Next(letters.Length)])))).ToList();
        foreach (var line in Enumerable.Reverse(lines.Take(count - 300)))
        {
            index.AddOlder(line);
        }

        lines.Skip(count - 300).ToList().ForEach(index.AddNewer);
        index.Complete();
        foreach (var query in queries.Split(','))
        {
            var terms = query.Split(' ');
            var expected = lines.Where(l => terms.All(t => Matches(l.Code, t))).Select(l => l.Code).ToHashSet();
            var found = index.Search(query, "/here", "own", Now, count).Select(n => lines[n - 1].Code).ToList();
            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.InRange(expected.Count, 1, 1_000);
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    private static bool Matches(string code, string term)
    {
        var at = 0;
        foreach (var letter in term)
        {
            at = code.IndexOf(letter, at) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Search(string query, params HistoryLine[] lines)
    {
        var read = new HistoryIndex();
        var added = new HistoryIndex();
        foreach (var line in lines)
        {
            added.AddNewer(line);
        }

        foreach (var line in lines.Reverse())
        {
            read.AddOlder(line);
        }

        var found = string.Join(' ', read.Search(query, "/here", "own", Now, 100));
        Assert.Equal(found, string.Join(' ', added.Search(query, "/here", "own", Now, 100)));
        return found;
    }

    private static HistoryLine Line(long number, string code, string directory = "/else", string session = "other", EntryState state = EntryState.Succeeded) =>
        new(number, session, code, directory, Now.AddMinutes(number - 10_000), state);
}
