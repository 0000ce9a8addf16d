using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>The same sheets as formulas of a workspace and as a plain program: a chain, a fan over an array, a fan over variables, and heavy formulas.</summary>
internal static class FormulaSheets
{
    public const int Chain = 10_000;

    /// <summary>Elements of the array.</summary>
    public const int Cells = 100_000;

    public const int Heavy = 8;
    public const int Rounds = 41;

    /// <summary>Variables of the fan, a multiple of 1,000: <c>STET_BENCH_FAN</c>.</summary>
    public static int Wide { get; } = int.Parse(Environment.GetEnvironmentVariable("STET_BENCH_FAN") ?? "100000", CultureInfo.InvariantCulture);

    /// <summary>How many names one function or formula adds up.</summary>
    private const int Together = 1000;

    private const string Median = "static double Median(List<double> times) { times.Sort(); return times[times.Count / 2]; }";

    /// <summary>Definition files; the variables are there already.</summary>
    public static string Definitions => string.Join('\n',
    [
        "f0 => x;", .. Range(1, Chain).Select(i => $"f{i} => f{i - 1} + 1;"),
        .. Sums("Reads", "f", Chain, "long"), $"long ReadAll() => {Plus("Reads", Chain / Together, "()")};",
        "total => cells.Sum();",
        .. Sums("Part", "v", Wide, "double"), $"double BareSum() => {Plus("Part", Wide / Together, "()")};", .. Sums("p", "v", Wide, ""), $"all => {Plus("p", Wide / Together, "")};",
        "double Work(int k) { var sum = 0.0; for (var i = 1; i < 20_000_000; i++) { sum += (double)(i ^ k) / i; } return sum; }",
        .. Range(0, Heavy).Select(i => $"h{i} => Work(k + {i});"), $"together => {Plus("h", Heavy, "")};",
    ]);

    /// <summary>Submissions that define the variables, so many at once.</summary>
    public static IEnumerable<string> Variables =>
    [
        $"x = 0L; k = 0; cells = new double[{Cells}];",
        .. Range(0, Wide).Chunk(1000).Select(names => string.Concat(names.Select(i => $"v{i} = 1.0; "))),
    ];

    /// <summary>What measures, each as a function that gives the median of milliseconds.</summary>
    public static IEnumerable<string> Measuring =>
    [
        Median.Replace("static ", "", StringComparison.Ordinal),
        Timed("ChainTime", "x = round; seen = f9999;", "round + 9999"),
        Timed("ReadTime", "seen = ReadAll();", null),
        Timed("CellsTime", "cells[7] = round; seen = total;", "round"),
        Timed("FanTime", "v7 = round; seen = all;", $"{Wide - 1} + round"),
        Timed("BareTime", "v7 = round; seen = BareSum();", $"{Wide - 1} + round"),
        Timed("OneCore", $"k = round; {string.Concat(Range(0, Heavy).Select(i => $"seen += h{i}; "))}", null, 5),
        Timed("AllCores", "k = -round; seen = together;", null, 5),
    ];

    /// <summary>The same without formulas.</summary>
    public static string PlainProgram => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;

        Console.WriteLine(Best(Sheet.ChainTime).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Console.WriteLine(Best(Sheet.CellsTime).ToString(System.Globalization.CultureInfo.InvariantCulture));

        // Until the runtime has compiled it as well as it can.
        static double Best(Func<double> time) => Enumerable.Range(0, 6).Min(_ => { System.Threading.Thread.Sleep(150); return time(); });

        static class Sheet
        {
            static long x;
            static double[] cells = new double[100_000];
            static long f0() => x;
        {{string.Join('\n', Range(1, Chain).Select(i => $"[MethodImpl(MethodImplOptions.NoInlining)] static long f{i}() => f{i - 1}() + 1;"))}}
        {{Median}}
        public static {{Timed("ChainTime", "x = round; seen = f9999();", "round + 9999")}}
        public static {{Timed("CellsTime", "cells[7] = round; seen = cells.Sum();", "round")}}
        }
        """;

    private static string Timed(string name, string step, string? expected, int rounds = Rounds) => $$"""
        double {{name}}()
        {
            var times = new List<double>();
            for (var round = 1; round <= {{rounds.ToString(CultureInfo.InvariantCulture)}}; round++)
            {
                var seen = 0.0;
                var start = System.Diagnostics.Stopwatch.GetTimestamp();
                {{step}}
                times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                {{(expected is null ? "" : $"if (seen != {expected}) throw new InvalidOperationException($\"{{seen}} in round {{round}}\");")}}
            }

            return Median(times);
        }
        """;

    private static IEnumerable<int> Range(int from, int to) => Enumerable.Range(from, to - from);

    /// <param name="type">Of functions; none: formulas.</param>
    private static IEnumerable<string> Sums(string name, string of, int count, string type) =>
        Range(0, count / Together).Select(i => $"{(type.Length > 0 ? $"{type} {name}{i}()" : $"{name}{i}")} => {string.Join(" + ", Range(i * Together, (i + 1) * Together).Select(n => of + n))};");

    private static string Plus(string of, int count, string call) => string.Join(" + ", Range(0, count).Select(i => of + i + call));
}
