using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Stet.Calling;

namespace Stet.CommandLine.Tests;

/// <summary>What is called in these tests.</summary>
public static class Functions
{
    public static string label(int a, string b, double c = 2) => $"{b}: {a * c}";

    public static string numbers(byte a, sbyte b, short c, ushort d, uint e, long f, ulong g, float h, decimal i, char j, BigInteger k, Int128 l, Half m) => $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m}";

    public static string moments(DateTime a, DateOnly b, TimeSpan c, Guid d, Uri e, Version f) => string.Create(CultureInfo.InvariantCulture, $"{a:O} {b:O} {c} {d} {e} {f}");

    public static string maybe(int? a, string? b, Color? c, bool d, string e = "x") => $"{a?.ToString() ?? "null"} {b ?? "null"} {c?.ToString() ?? "null"} {d} {e}";

    public static string paint(Color color = Color.Green, Sides sides = Sides.None) => $"{color} {sides}";

    public static string many(int[] a, List<string> b, IReadOnlyList<double>? c = null, ImmutableArray<Color> d = default, params Sides[] e) =>
        $"[{string.Join(' ', a)}] [{string.Join(' ', b)}] [{string.Join(' ', c ?? [])}] [{(d.IsDefault ? "" : string.Join(' ', d))}] [{string.Join(' ', e)}]";

    public static string place(Point at, Point? other = null, Settings? settings = null) => $"{at} {other} {settings?.Name} {settings?.Depth}";

    public static string pair((int, string) both) => $"{both.Item1} {both.Item2}";

    public static string warm(Celsius t) => t.ToString();

    public static string files(FileInfo from, DirectoryInfo? to = null) => $"{from} {to}";

    public static string firstName(string firstName, int max_count = 3) => $"{firstName} {max_count}";

    public static string over(int x) => $"int {x}";

    public static string over(string x) => $"string {x}";

    public static string over(int x, int y) => $"two {x} {y}";

    public static string output(string output, string json = "", bool help = false) => output + json + help;

    public static T generic<T>(T x) => x;

    public static void gives(out int x) => x = 1;

    public static string stream(Func<int> f) => f().ToString(CultureInfo.InvariantCulture);

    public static string line(Node first) => first.ToString();

    public static int lines([Stdin] string[] input) => input.Length;

    public static string net(System.Net.IPAddress at) => at.ToString();

    public static string keyword(string @class, int @int) => @class + @int;

    public static async Task<int> later(int x)
    {
        await Task.Yield();
        return x;
    }
}

public enum Color { Red, Green, Blue }

[Flags]
public enum Sides { None = 0, Left = 1, Right = 2, Top = 4 }

public record Point(int X, int Y = 7);

public class Settings
{
    public string Name { get; set; } = "none";

    public int Depth { get; init; } = 1;
}

public record Node(int Value, Node? Next = null);

public readonly record struct Celsius(double Degrees) : IParsable<Celsius>
{
    public static Celsius Parse(string s, IFormatProvider? provider) => s.EndsWith('C') ? new(double.Parse(s[..^1], provider)) : throw new FormatException("a temperature ends in C");

    public static bool TryParse(string? s, IFormatProvider? provider, out Celsius result)
    {
        result = s is not null && s.EndsWith('C') ? Parse(s, provider) : default;
        return s is not null && s.EndsWith('C');
    }
}
