using Stet.Language.Renaming;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Renaming;

/// <summary>
/// Entries of history under the names of today. What was submitted stays as it is in the store; what is recalled of it, to be run again, names what it named.
/// </summary>
internal sealed class Recalling(Engine engine)
{
    private readonly Lock gate = new();
    private (World World, RecalledText Text)? newest;

    public IReadOnlyList<HistoryEntry> Of(IReadOnlyList<HistoryEntry> entries)
    {
        var renamings = engine.Store.Trusted && entries.Count > 0 ? Renamings.Since(engine, new(entries.Min(e => e.Number.Value))) : [];
        return renamings.Count == 0 ? entries : [.. entries.Select(e => Of(e, [.. renamings.Where(r => r.Number.Value > e.Number.Value).Select(r => r.Renaming)]))];
    }

    private HistoryEntry Of(HistoryEntry entry, IReadOnlyList<RenamingPayload> renamings)
    {
        List<PastRenaming> past = [.. renamings.Select(r => new PastRenaming(Enum.Parse<RenamedKind>(r.Kind), r.OldName, r.NewName, r.Stored))];
        if (!past.Any(r => entry.Code.Contains(r.Old, StringComparison.Ordinal)))
        {
            return entry;
        }

        lock (gate)
        {
            var world = engine.World;
            newest = newest is { } known && known.World == world ? known : (world, new(RenameCommand.TextOf(engine)));
            var today = newest.Value.Text.Of(entry.Code, past);
            return today == entry.Code ? entry : entry.WithRecalled(today);
        }
    }
}
