using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Stet.Benchmarks.Rows;

/// <summary>One of a million kept results of a [Memo] function looked up, also as the first thing after opening, beside a bare lookup by key in a SQLite database with as many rows.</summary>
internal sealed class MemoResults : IMeasurement
{
    private const string Aim = "at most 20 microseconds";
    private const int Lookups = 20_000;
    private const int First = 1000;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("STET_BENCH_RESULTS") ?? "1000000", CultureInfo.InvariantCulture);

    public string Name => "memo";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var folder = bench.NewFolder();
        await using var workspace = bench.Open(folder);
        double warm, first, opened;
        using (var conversation = await Conversation.Begin(workspace))
        {
            await conversation.Submit("[Memo] double Half(int n) => n * 0.5;");
            await conversation.Submit("""
                double Look(int[] keys)
                {
                    var watch = System.Diagnostics.Stopwatch.StartNew();
                    foreach (var key in keys)
                    {
                        if (Half(key) != key * 0.5) throw new InvalidOperationException("a result is wrong");
                    }

                    return watch.Elapsed.TotalMicroseconds / keys.Length;
                }
                """);
            await conversation.Submit($"Look(Enumerable.Range(0, {Count}).ToArray());");
            warm = Math.Min(await Look(conversation, Lookups, 1), await Look(conversation, Lookups, 2));
        }

        await workspace.Stop();
        using (var conversation = await Conversation.Begin(workspace))
        {
            opened = await Look(conversation, 1, 3);
            first = await Look(conversation, First, 4);
            await Computed(conversation);
        }

        await workspace.Stop();
        var (bareWarm, bareFirst) = Bare(bench.NewFolder());
        return
        [
            Figure.Against($"One of {Count:N0} memo results looked up", Aim, warm, "bare SQLite", bareWarm, "us", double.PositiveInfinity) with { Met = warm <= 20 },
            Figure.Against($"The same, each of the first {First:N0} after opening", Aim, first, "bare SQLite", bareFirst, "us", double.PositiveInfinity) with { Met = first <= 20 },
            Figure.Within("The very first one after opening, with loading and compiling the function", "", opened, "us", double.PositiveInfinity) with { Met = null },
        ];
    }

    private static async Task<double> Look(Conversation conversation, int lookups, int seed)
    {
        var keys = $"new Random({seed}).GetItems(Enumerable.Range(0, {Count}).ToArray(), {lookups})";
        return double.Parse((await conversation.Submit($"Look({keys}).ToString(System.Globalization.CultureInfo.InvariantCulture)")).Outcome.Text!.Trim('"'), CultureInfo.InvariantCulture);
    }

    /// <exception cref="InvalidOperationException">Something was computed again: then no lookups were measured.</exception>
    private static async Task Computed(Conversation conversation)
    {
        if ((await conversation.Submit("memo()[0].Misses")).Outcome.Text != "0")
        {
            throw new InvalidOperationException("results were computed again after opening");
        }
    }

    private static (double Warm, double First) Bare(string folder)
    {
        var source = $"Data Source={Path.Combine(folder, "bare.db")};Pooling=False";
        using (var filling = new SqliteConnection(source))
        {
            filling.Open();
            Execute(filling, "PRAGMA journal_mode=WAL; CREATE TABLE t(key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID; BEGIN");
            using var insert = filling.CreateCommand();
            insert.CommandText = "INSERT INTO t VALUES($1, randomblob(9))";
            var key = insert.Parameters.Add("$1", SqliteType.Blob);
            for (var i = 0; i < Count; i++)
            {
                key.Value = KeyOf(i);
                insert.ExecuteNonQuery();
            }

            Execute(filling, "COMMIT");
        }

        using var connection = new SqliteConnection(source);
        connection.Open();
        var first = Time(connection, First, 4);
        return (Math.Min(Time(connection, Lookups, 1), Time(connection, Lookups, 2)), first);
    }

    private static double Time(SqliteConnection connection, int lookups, int seed)
    {
        var keys = new Random(seed).GetItems(Enumerable.Range(0, Count).ToArray(), lookups);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM t WHERE key = $1";
        var parameter = command.Parameters.Add("$1", SqliteType.Blob);
        var watch = Stopwatch.StartNew();
        foreach (var key in keys)
        {
            parameter.Value = KeyOf(key);
            using var reader = command.ExecuteReader();
            if (!reader.Read() || reader.GetFieldValue<byte[]>(0).Length != 9)
            {
                throw new InvalidOperationException("a row is missing");
            }
        }

        return watch.Elapsed.TotalMicroseconds / lookups;
    }

    private static byte[] KeyOf(int i) => System.IO.Hashing.XxHash128.Hash(BitConverter.GetBytes(i));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
