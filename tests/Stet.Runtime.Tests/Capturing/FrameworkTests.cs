using System.ComponentModel;
using System.Dynamic;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stet.Runtime.Capturing;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

public sealed class FrameworkTests
{
    static T Back<T>(T value)
    {
        var restored = Door.Through(new CaptureRoot("x", value, typeof(T)));
        Assert.Empty(restored.LiveParts);
        return (T)restored.Values["x"]!;
    }

    [Fact]
    public void Numbers_and_dates_come_back()
    {
        Door.Check<object>(new object[] { (sbyte)-1, (byte)1, 'x', (short)-2, (ushort)2, -3, 3u, -4L, 4ul, (nint)5, 1.5f, 2.5, 3.5m, (Half)1.5, (Int128)7, (UInt128)8 });
        Door.Check(BigInteger.Parse("-123456789012345678901234567890"));
        Door.Check(new Complex(1, -2));
        Door.Check(new[] { new Complex(1, -2) });
        Door.Check(DateTime.Now);
        Door.Check(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified));
        Door.Check(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)));
        Door.Check(new DateOnly(2026, 1, 2));
        Door.Check(new TimeOnly(1, 2, 3));
        Door.Check(TimeSpan.FromTicks(123));
        Door.Check(Guid.NewGuid());
        Door.Check(new Rune('x'));
        Door.Check(1..^2);
        Door.Check(new decimal[] { 1.5m, -2.25m });
        Door.Check(new int?[] { 1, null });
        Door.Check(new Vector3(1, 2, 3));
        Door.Check(new Memory<int>([1, 2, 3], 1, 2));
        Door.Check(new ArraySegment<int>([1, 2, 3], 1, 2));
    }

    [Fact]
    public void Texts_and_names_come_back()
    {
        Door.Check(new Uri("https://example.org/a?b=c"));
        Door.Check(new Version(1, 2, 3));
        Assert.Matches(Back(new Regex("^a+$", RegexOptions.IgnoreCase)), "AAA");
        Assert.Equal("ab", Back(new StringBuilder("a")).Append('b').ToString());
        Assert.Equal(CultureInfo.InvariantCulture, Back(new Box<CultureInfo>(CultureInfo.InvariantCulture)).Value);
        Assert.Equal("1.5", 1.5.ToString(Back(CultureInfo.InvariantCulture.NumberFormat)));
        Assert.Equal(Encoding.UTF8.GetBytes("ä"), Back<Encoding>(new UTF8Encoding(true)).GetBytes("ä"));
        Assert.Equal(TimeZoneInfo.Utc, Back(TimeZoneInfo.Utc));
        Assert.Equal(typeof(List<Box<int>>), Back(typeof(List<Box<int>>)));
        Assert.Equal(typeof(Dictionary<,>), Back(typeof(Dictionary<,>)));
        Assert.Equal(typeof(int[,]), Back<object>(typeof(int[,])));
        Assert.Equal(nameof(Add), Back(typeof(FrameworkTests).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!).Name);
        Door.Check(System.Net.IPAddress.Parse("10.1.2.3"));
    }

    public sealed record Box<T>(T Value);

    [Fact]
    public void Json_and_xml_come_back()
    {
        var node = JsonNode.Parse("""{"a":[1,2.5,"x",null,true],"b":{"c":"d"}}""")!;
        node["n"] = 5;
        var back = Back(node);
        Assert.Equal(node.ToJsonString(), back.ToJsonString());
        Assert.Equal("d", (string?)back["b"]!["c"]);
        Assert.Same(back, back["b"]!.Parent);
        var document = JsonDocument.Parse("""{"a":[1,2,3]}""");
        Assert.Equal(2, Back(document).RootElement.GetProperty("a")[1].GetInt32());
        Assert.Equal(3, Back(document.RootElement.GetProperty("a"))[2].GetInt32());
        var xml = XDocument.Parse("<a xmlns='urn:x'><b c='1'>t</b></a>");
        Assert.Equal("1", Back(xml).Root!.Element(XName.Get("b", "urn:x"))!.Attribute("c")!.Value);
    }

    [Fact]
    public void Lazy_values_keep_their_factory_or_their_value()
    {
        int calls = 0;
        Func<string> make = () => $"made {++calls}";
        var lazy = new Lazy<string>(make);
        Assert.Equal("made 1", Back(lazy).Value);
        Assert.Equal(0, calls);
        _ = lazy.Value;
        Assert.True(Back(lazy).IsValueCreated);
        Assert.Equal(7, Back(new Lazy<int>(7)).Value);
    }

    static int Add(int a, int b) => a + b;

    static T Same<T>(T value) => value;

    sealed class Button : INotifyPropertyChanged
    {
        public event PropertyChangedEventHandler? PropertyChanged;
        public event EventHandler? Clicked;
        public int Clicks;
        public void OnClick(object? sender, EventArgs e) => Clicks++;
        public void Click() => Clicked?.Invoke(this, EventArgs.Empty);
        public void Change() => PropertyChanged?.Invoke(this, new("x"));
    }

    [Fact]
    public void Delegates_of_every_kind_come_back()
    {
        Assert.Equal(3, Door.Check<Func<int, int, int>>(Add)(1, 2));
        Assert.Equal(4, Door.Check<Func<int, int>>(Same)(4));
        Assert.Equal(9, Door.Check<Func<int, int>>(x => x * x)(3));
        Assert.Equal("abc", Door.Check<Func<string, string>>("a".ReplaceFirst)("abc"));
        var button = new Button();
        button.Clicked += button.OnClick;
        button.Clicked += (_, _) => button.Clicks += 10;
        var back = Door.Check(button);
        back.Click();
        Assert.Equal(11, back.Clicks);
        Assert.Equal(0, button.Clicks);
        Func<int> chain = () => 0;
        for (int i = 0; i < 10_000; i++)
        {
            var inner = chain;
            chain = () => inner is null ? 0 : 1;
        }
        Assert.Equal(1, Back(chain)());
    }

    [Fact]
    public void Anonymous_types_expando_and_exceptions_come_back()
    {
        Door.Check(new { A = 1, B = "x", C = new { D = 2.5 } });
        dynamic expando = new ExpandoObject();
        expando.Name = "n";
        Assert.Equal("n", (string)((dynamic)Back<object>(expando)).Name);
        Exception caught;
        try
        {
            throw new ArgumentException("bad", "who", new InvalidOperationException("inner"));
        }
        catch (ArgumentException e)
        {
            caught = e;
        }
        caught.Data["k"] = 1;
        var back = (ArgumentException)Back(caught);
        Assert.Equal(("who", "inner", 1), (back.ParamName, back.InnerException!.Message, back.Data["k"]));
        Assert.Equal(caught.StackTrace, back.StackTrace);
        Assert.Equal(caught.Message, back.Message);
    }

    [Fact]
    public async Task Finished_tasks_and_cancellation_come_back()
    {
        async Task<int> Compute()
        {
            await Task.Yield();
            return 5;
        }
        var task = Compute();
        await task;
        Assert.Equal(5, await Back(task));
        await Back(Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Back(Task.FromException(new InvalidOperationException("x"))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Back(Task.FromCanceled<int>(new(true))));
        Assert.Equal(6, await Back(new ValueTask<int>(6)));
        var source = new CancellationTokenSource();
        source.Cancel();
        Assert.True(Back(source.Token).IsCancellationRequested);
        Assert.False(Back(new CancellationTokenSource()).IsCancellationRequested);
    }

    [Fact]
    public void Random_goes_on_with_the_same_numbers()
    {
        var random = new Random(42);
        random.Next();
        var back = Back(random);
        Assert.Equal(random.Next(), back.Next());
        var other = new Random();
        Assert.Equal(Back(other).NextInt64(), other.NextInt64());
        Assert.Same(Random.Shared, Back(Random.Shared));
    }

    [Fact]
    public void Unfinished_queries_and_iterators_come_back_unfinished()
    {
        List<int> numbers = [1, 2, 3, 4];
        int least = 2;
        var query = numbers.Where(n => n > least).Select(n => n * 10).OrderByDescending(n => n);
        Assert.Equal([40, 30], Back<IEnumerable<int>>(query));
        static IEnumerable<int> Count(int to)
        {
            for (int i = 0; i < to; i++) yield return i;
        }
        Assert.Equal([0, 1, 2], Back(Count(3)));
        Assert.Equal([5, 6], Back(Enumerable.Range(5, 2)));
        Assert.Equal([1, 2, 3, 4], Back<IEnumerable<int>>(numbers.AsReadOnly()));
    }

    [Fact]
    public void Expression_trees_come_back_and_compile()
    {
        Expression<Func<Box<int>, int>> expression = b => b.Value * 2 + Math.Abs(-3);
        Assert.Equal(13, Back(expression).Compile()(new(5)));
    }

    [Fact]
    public void Streams_in_memory_are_data()
    {
        var stream = new MemoryStream();
        stream.Write([1, 2, 3]);
        stream.Position = 1;
        Assert.Equal(2, Back(stream).ReadByte());
        Assert.Equal("ab", Back(new StringReader("ab")).ReadToEnd());
        var lockHolder = Back(new Box<Lock>(new Lock()));
        lock (lockHolder.Value) Assert.True(lockHolder.Value.IsHeldByCurrentThread);
    }

    [Fact]
    public void What_belongs_to_the_process_is_live()
    {
        var image = Door.Capture(new object[] { new HttpClient(), Thread.CurrentThread, new Timer(_ => { }), File.OpenHandle("/dev/null"), new TaskCompletionSource().Task, typeof(int).Assembly, (Func<int>)Expression.Lambda<Func<int>>(Expression.Constant(1)).Compile() });
        Assert.Equal(7, image.LiveParts.Count);
        Assert.All(image.LiveParts, l => Assert.StartsWith("x[", l.Path, StringComparison.Ordinal));
    }
}

internal static class Words
{
    public static string ReplaceFirst(this string prefix, string text) => prefix + text[1..];
}
