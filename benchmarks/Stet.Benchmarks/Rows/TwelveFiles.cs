using System.Text;

namespace Stet.Benchmarks.Rows;

/// <summary>Twelve files that use each other, 5,000 lines in all, everything in them changed and saved at once: from the save until a submission has its answer.</summary>
internal sealed class TwelveFiles : IMeasurement
{
    private const int Files = 12;
    private const int TypesEach = 5;
    private const int FunctionsEach = 13;

    public string Name => "files";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var folder = bench.NewFolder();
        var times = new List<double>();
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        for (var version = 0; version < 6; version++)
        {
            var texts = Enumerable.Range(0, Files).Select(file => Text(file, version)).ToList();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            for (var file = 0; file < Files; file++)
            {
                File.WriteAllText(Path.Combine(folder, $"part{file:00}.cs"), texts[file]);
            }

            var answer = (await conversation.Submit("F0_0(3).GetType().Name")).Outcome.Text;
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (answer != (version % 2 == 0 ? "\"Double\"" : "\"Decimal\""))
            {
                throw new InvalidOperationException($"After saving version {version} the answer is {answer}.");
            }
        }

        await workspace.Stop();
        var lines = Enumerable.Range(0, Files).Sum(file => Text(file, 0).Count(c => c == '\n'));
        return [Figure.Within($"Twelve files, {lines:N0} lines in all, everything touched, until the next answer", "at most 1 s", Sample.Median(times.Skip(2)), "ms", 1000)];
    }

    /// <summary>With another number type in every signature, and another constant in every body.</summary>
    private static string Text(int file, int version)
    {
        var number = version % 2 == 0 ? "double" : "decimal";
        var text = new StringBuilder();
        for (var type = 0; type < TypesEach; type++)
        {
            text.Append($"class T{file}_{type}({number} start)\n{{\n    private readonly List<{number}> items = [start];\n\n");
            for (var method = 0; method < 6; method++)
            {
                text.Append($"    public {number} M{method}({number} x)\n    {{\n        items.Add(x + {version});\n        return items.Sum() * {method};\n    }}\n\n");
            }

            text.Append("}\n\n");
        }

        for (var function = 0; function < FunctionsEach; function++)
        {
            var next = file + 1 < Files ? $"F{file + 1}_{function}(x)" : "x";
            text.Append($"{number} F{file}_{function}({number} x)\n{{\n    {number} sum = {version};\n    for (var i = 0; i < 3; i++)\n    {{\n        sum += new T{file}_{function % TypesEach}(x).M{function % 6}(i);\n    }}\n\n");
            text.Append($"    if (sum > 1000)\n    {{\n        return {next};\n    }}\n\n    return sum + {next};\n}}\n\n");
        }

        return text.ToString();
    }
}
