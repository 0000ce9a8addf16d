using Stet.Storage.Images;
using Stet.Storage.Packs;
using Stet.Storage.Rows;
using Stet.Storage.Tables;

namespace Stet.Storage.States;

/// <summary>
/// Writes the newest state of a store for another process on this machine: names and small values as they are, of large ones where their chunks lie. The names are those of one moment; what they
/// refer to never changes. The store is held for one row at a time. What is damaged is left out, and missing for the reader.
/// </summary>
internal sealed class StateWriter(Ledger ledger, BinaryWriter to)
{
    private readonly RowWriter row = new();

    public void Write(string chunks)
    {
        var bindings = ledger.Read((database, state) => BindingTable.Live(database, state.Live));
        to.Write(chunks);
        to.Write(ledger.Last);
        to.Write(bindings.Count);
        foreach (var binding in bindings)
        {
            Write(new BindingRow((long)binding.Kind, binding.Name, binding.Since.Value, binding.Payload, binding.Image?.ToBytes()).Write);
        }

        WriteImages(bindings.Where(b => b.Kind == BindingKind.Variable).Select(b => b.Image).OfType<ContentHash>().Distinct());
    }

    private void WriteImages(IEnumerable<ContentHash> images)
    {
        var chunks = new HashSet<ContentHash>();
        foreach (var image in images)
        {
            if (Sound(() => ledger.Read((database, _) => ImageTable.Find(database, image))) is { } found)
            {
                to.Write(true);
                Write(found.Write);
                chunks.UnionWith(ImageSplit.Chunks(found));
            }
        }

        to.Write(false);
        foreach (var chunk in chunks)
        {
            if (Sound(() => ledger.Read((database, _) => ChunkTable.Find(database, chunk) is { } place ? new Placed(place) : null)) is { } placed)
            {
                to.Write(true);
                Write(into => into.Blob(chunk.ToBytes()).Int(placed.Place.Pack).Int(placed.Place.Position).Int(placed.Place.Length));
            }
        }

        to.Write(false);
    }

    private void Write(Func<RowWriter, RowWriter> fields)
    {
        row.Clear();
        fields(row);
        to.Write(row.Length);
        to.Write(row.Written);
    }

    private static T? Sound<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (DamagedStoreException)
        {
            return null; // Who reads it is told that it is missing, in the place where it is needed.
        }
    }

    private sealed record Placed(ChunkPlace Place);
}
