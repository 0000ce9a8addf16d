using System.Text;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// Definition files of a workspace with many definitions: functions that call others, records they make, and a hundred functions that use
/// <c>hub</c> and nothing else uses.
/// </summary>
internal static class ManyDefinitions
{
    public const int Users = 100;

    /// <summary>Writes <paramref name="count"/> definitions, evenly over <paramref name="files"/> files.</summary>
    public static void Write(string folder, int count, int files)
    {
        var all = All(count).Chunk((count + files - 1) / files).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"part{i:000}.cs"), new StringBuilder().AppendJoin("\n\n", all[i]).Append('\n').ToString());
        }
    }

    /// <summary>A function with another body; its contract stays.</summary>
    public static string Function(int number, int version = 0) => $$"""
        double f{{number}}(double x)
        {
            if (x <= {{number % 7}})
            {
                return {{version}};
            }

            return {{(number == 0 ? "x" : $"f{number / 2}(x - 1)")}} + new R{{number / 4}}(x, {{number}}).Sum();
        }
        """;

    /// <summary>Another name of its parameter is another contract: all that use it are compiled again.</summary>
    public static string Hub(int version = 0) => $"double hub(double x{version}) => x{version};";

    private static IEnumerable<string> All(int count)
    {
        yield return Hub();
        for (var i = 0; i < Users; i++)
        {
            yield return $"double u{i}(double x)\n{{\n    return hub(x) + f{i}(x);\n}}";
        }

        var functions = (count - Users - 1) * 4 / 5;
        for (var i = 0; i < functions; i++)
        {
            yield return Function(i);
        }

        for (var i = 0; i < count - Users - 1 - functions; i++)
        {
            yield return $"record R{i}(double A, int B)\n{{\n    public double Sum() => A + B;\n}}";
        }
    }
}
