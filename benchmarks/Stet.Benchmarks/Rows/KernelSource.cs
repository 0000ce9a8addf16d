namespace Stet.Benchmarks.Rows;

/// <summary>The text of the kernels: a definition file of a workspace, and members of a class of the ordinary program.</summary>
internal static class KernelSource
{
    public static IReadOnlyList<string> Names { get; } =
        ["Loops", "Allocation", "Linq", "Dictionaries", "Strings", "VirtualCalls", "Async", "Delegates", "Generics", "Exceptions"];

    /// <summary>What a workspace has without asking.</summary>
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using static System.Math;
        """;

    /// <summary>In the program only: runs a kernel as it is, or loaded once more into a context that could be unloaded.</summary>
    public const string Start = """
        var program = System.Reflection.Assembly.GetExecutingAssembly();
        var kernels = args.Length < 2 ? program : new System.Runtime.Loader.AssemblyLoadContext("unloadable", isCollectible: true).LoadFromAssemblyPath(program.Location);
        var run = kernels.GetType("Kernels").GetMethod("Run").CreateDelegate<Func<string, double>>();
        Console.WriteLine(run(args[0]).ToString(System.Globalization.CultureInfo.InvariantCulture));
        """;

    /// <summary>In the program only: from the name on the command line to the kernel.</summary>
    public static string Choice { get; } =
        $"public static double Run(string name) => name switch {{ {string.Join(' ', Names.Select(name => $"\"{name}\" => Best({name}),"))} _ => 0 }};";

    public const string Text = """
        // Milliseconds of the fastest of many runs.
        static double Best(Func<double> kernel)
        {
            var best = double.MaxValue;
            var end = System.Diagnostics.Stopwatch.StartNew();
            for (var run = 0; run < 12 || end.ElapsedMilliseconds < 1500; run++)
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                kernel();
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }

            return best;
        }

        static double Loops()
        {
            const int n = 160;
            var (a, b, c) = (new double[n * n], new double[n * n], new double[n * n]);
            for (var i = 0; i < n * n; i++)
            {
                a[i] = i % 7;
                b[i] = i % 5;
            }

            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < n; k++)
                    {
                        sum += a[i * n + k] * b[k * n + j];
                    }

                    c[i * n + j] = sum;
                }
            }

            return c[n + 1];
        }

        class Tree(Tree left, Tree right)
        {
            public int Count() => 1 + (left?.Count() ?? 0) + (right?.Count() ?? 0);
        }

        static Tree Grow(int depth) => depth == 0 ? new Tree(null, null) : new Tree(Grow(depth - 1), Grow(depth - 1));

        static double Allocation() => Grow(15).Count();

        static double Linq()
        {
            var numbers = Enumerable.Range(0, 100_000).ToArray();
            return numbers.Where(n => n % 3 == 0).Select(n => n * 2.0).Sum() + numbers.GroupBy(n => n % 10).Max(g => g.Count());
        }

        static double Dictionaries()
        {
            var counts = new Dictionary<string, int>();
            var words = new string[1000];
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = "word" + i;
            }

            for (var i = 0; i < 100_000; i++)
            {
                var word = words[i * 7 % words.Length];
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }

            return counts.Values.Max();
        }

        static double Strings()
        {
            var text = new StringBuilder();
            for (var i = 0; i < 5_000; i++)
            {
                text.Append($"{i}: {i * i}, ");
            }

            return text.ToString().Split(", ").Where(part => part.Contains("7", StringComparison.Ordinal)).Sum(part => part.ToUpperInvariant().Length);
        }

        abstract class Shape
        {
            public abstract double Area();
        }

        class Disc(double radius) : Shape
        {
            public override double Area() => radius * radius * 3.14;
        }

        class Box(double side) : Shape
        {
            public override double Area() => side * side;
        }

        static double VirtualCalls()
        {
            Shape[] shapes = [new Disc(1), new Box(2), new Disc(3), new Box(4)];
            var sum = 0.0;
            for (var i = 0; i < 2_000_000; i++)
            {
                sum += shapes[i & 3].Area();
            }

            return sum;
        }

        static async Task<int> Later(int n)
        {
            if (n % 16 == 0)
            {
                await Task.Yield();
            }

            return n + 1;
        }

        static async Task<double> Chain()
        {
            var sum = 0;
            for (var i = 0; i < 20_000; i++)
            {
                sum += await Later(i);
            }

            return sum;
        }

        static double Async() => Chain().Result;

        static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => x => g(f(x));

        static double Delegates()
        {
            var f = Compose(Compose(x => x + 1, x => x * 0.5), Math.Abs);
            var x = 1.0;
            for (var i = 0; i < 1_000_000; i++)
            {
                x = f(x);
            }

            return x;
        }

        readonly struct Pair<T>(T first, T second) where T : IComparable<T>
        {
            public T Larger => first.CompareTo(second) > 0 ? first : second;
        }

        static T Largest<T>(IReadOnlyList<T> items) where T : IComparable<T>
        {
            var best = items[0];
            for (var i = 1; i < items.Count; i++)
            {
                best = new Pair<T>(best, items[i]).Larger;
            }

            return best;
        }

        static double Generics()
        {
            var numbers = new List<int>();
            var texts = new List<string>();
            for (var i = 0; i < 100_000; i++)
            {
                numbers.Add(i * 31 % 1000);
            }

            for (var i = 0; i < 10_000; i++)
            {
                texts.Add(((char)('a' + i % 26)).ToString());
            }

            return Largest(numbers) + Largest(texts).Length;
        }

        static int Checked(int n) => n % 10 == 0 ? throw new InvalidOperationException("ten") : n;

        static double Exceptions()
        {
            var caught = 0;
            for (var i = 0; i < 5_000; i++)
            {
                try
                {
                    caught += Checked(i) > 0 ? 0 : 1;
                }
                catch (InvalidOperationException)
                {
                    caught++;
                }
            }

            return caught;
        }
        """;
}
