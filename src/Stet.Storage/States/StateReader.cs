using Stet.Storage.Opening;
using Stet.Storage.Packs;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.States;

/// <summary>Reads what <see cref="StateWriter"/> wrote into a database in memory.</summary>
internal sealed class StateReader(BinaryReader from)
{
    /// <summary>The folder of the packs.</summary>
    public string Chunks { get; private set; } = "";

    /// <summary>The packs in which chunks of the state lie.</summary>
    public IReadOnlyCollection<int> Packs => packs;

    private readonly HashSet<int> packs = [];

    public (Database Database, StateRow State) Read(TimeProvider clock)
    {
        Chunks = from.ReadString();
        var state = new StateRow(0, "", 0, from.ReadInt64(), 0, 0, 0, 0);
        var database = Database.OpenScratch(":memory:");
        NewDatabase.Make(database, clock.GetUtcNow(), Guid.NewGuid());
        database.Transact(() =>
        {
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                state = state with { Live = unchecked(state.Live + BindingTable.Put(database, Binding(Row()))) };
            }

            while (from.ReadBoolean())
            {
                ImageTable.Add(database, Image(Row()));
            }

            ReadChunks(database);
            state.Save(database);
        });
        return (database, state);
    }

    private void ReadChunks(Database database)
    {
        while (from.ReadBoolean())
        {
            var (hash, place) = Chunk(Row());
            packs.Add(place.Pack);
            ChunkTable.Add(database, [(hash, place)]);
        }
    }

    private byte[] Row() => from.ReadBytes(from.ReadInt32());

    private static BindingRow Binding(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        return BindingRow.Read(ref row);
    }

    private static ImageRow Image(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        return ImageRow.Read(ref row);
    }

    private static (ContentHash Hash, ChunkPlace Place) Chunk(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        return (Hashing.Read(row.Blob()!), new((int)row.Int(), row.Int(), (int)row.Int()));
    }
}
