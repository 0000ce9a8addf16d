using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// What the effects of a whole workspace cost after one change: the time within a run from asking <c>effects()</c> to the rows of all definitions. The function that changes
/// is one that thousands of others reach, and in turn becomes pure and reads the clock, so that the rows of all of them change each time.
/// </summary>
internal static class EffectsAfterChange
{
    private const string Asked = "{ var watch = System.Diagnostics.Stopwatch.StartNew(); var rows = effects(); var time = watch.Elapsed.TotalMilliseconds; Console.Write(FormattableString.Invariant($\"{rows.Count(r => r.Kinds.Contains(\"clock\"))} {time}\")); }";

    /// <param name="conversation">On a workspace of <see cref="ManyDefinitions"/>.</param>
    /// <returns>The median in milliseconds.</returns>
    /// <exception cref="InvalidOperationException">The rows do not follow the change.</exception>
    public static async Task<double> Measure(Conversation conversation, int times)
    {
        await Ask(conversation);
        var measured = new List<double>();
        for (var i = 0; i < times + 4; i++)
        {
            var readsClock = i % 2 == 0;
            await conversation.Submit($"double f0(double x)\n{{\n    return {(readsClock ? "DateTime.Now.Ticks" : "x")} + {i};\n}}");
            var (users, time) = await Ask(conversation);
            if (readsClock ? users < 5000 : users > 0)
            {
                throw new InvalidOperationException($"After f0 {(readsClock ? "read the clock" : "became pure")}, {users} definitions read the clock.");
            }

            measured.Add(time);
        }

        return Sample.Median(measured.Skip(4));
    }

    private static async Task<(int Users, double Time)> Ask(Conversation conversation)
    {
        var answer = (await conversation.Submit(Asked)).Outcome.Stdout.Split(' ');
        return (int.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }
}
