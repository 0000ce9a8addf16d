using Stet.Storage.Packs;
using Stet.Storage.States;
using Stet.Storage.Trust;
using Stet.Storage.Units;

namespace Stet.Storage;

/// <content>The newest state, for another process to read while this one goes on.</content>
public sealed partial class WorkspaceStore
{
    /// <summary>A state that another process wrote: it has no files of its own, and nothing is written to those of the store that it is of.</summary>
    private WorkspaceStore(StoreFiles files, StoreOptions options, StateReader from)
    {
        this.files = files;
        this.options = options;
        var (database, state) = from.Read(options.Clock);
        ledger = new(files, options.Clock, database, state);
        packs = new(from.Chunks, options.PackBytes);
        packs.Hold(from.Packs);
        chunks = new(packs, new ChunkIndex(ledger));
        units = new(files.Units);
        commits = new(ledger, chunks);
        memos = new(() => null);
        OpeningNotes = [];
    }

    /// <summary>Writes the newest state for another process on this machine, which reads large values from this store's files. Nothing is copied of those.</summary>
    public void WriteState(Stream to)
    {
        using var writer = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        new StateWriter(ledger, writer).Write(files.Chunks);
    }

    /// <summary>Opens what <see cref="WriteState"/> wrote, in memory. It can only be read; compiled units and results of functions are not part of it.</summary>
    /// <exception cref="IOException">A file of large values has been replaced since it was written: a newer state has the values.</exception>
    public static WorkspaceStore OpenState(Stream from, StoreOptions options)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        return new(new StoreFiles(""), options, new StateReader(reader));
    }

    private StoreTrust Own => trust ?? throw new InvalidOperationException("A state that another process wrote can only be read.");
}
