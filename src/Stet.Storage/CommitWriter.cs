using Stet.Storage.Images;
using Stet.Storage.Packs;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage;

/// <summary>
/// Makes one commit durable: the chunks of its large images first, synced in their packs, then everything else in one transaction.
/// Other submissions begin and commit while the chunks are written.
/// </summary>
internal sealed class CommitWriter(Ledger ledger, ChunkStore chunks)
{
    public void Write(StoreCommit commit)
    {
        if (commit.Number.Value < 1 || commit.Number.Value > ledger.Last)
        {
            throw new ArgumentException($"Submission {commit.Number} was never begun.", nameof(commit));
        }

        foreach (var change in commit.Changes)
        {
            Demand(change);
        }

        var images = NewImages(commit);
        var places = chunks.Sync(images.SelectMany(ImageSplit.Chunks));
        ledger.Write($"submission {commit.Number}", (database, into) => Save(commit, images, places, database, into));
        chunks.Indexed(commit.Images.SelectMany(image => image.Chunks).Concat(places.Select(place => place.Hash)));
    }

    private static void Demand(BindingChange change)
    {
        if (change.Name.Contains('\n'))
        {
            throw new ArgumentException($"A name cannot have a line break: '{change.Name}'.", nameof(change));
        }
    }

    /// <summary>Rows for the images that the store does not have, or has damaged; large ones, and those beyond a commit's inline budget, go into chunks.</summary>
    private List<ImageRow> NewImages(StoreCommit commit)
    {
        var rows = new List<ImageRow>();
        var budget = StoreOptions.InlineCommitLimit;
        foreach (var image in commit.Images.DistinctBy(image => image.Hash))
        {
            if (chunks.HasDamage || !ledger.Read((database, _) => ImageTable.Has(database, image.Hash.ToBytes())))
            {
                var inline = image.Bytes.Length <= Math.Min(StoreOptions.InlineImageLimit, budget);
                budget -= inline ? image.Bytes.Length : 0;
                rows.Add(ImageSplit.Store(image, inline, chunks));
            }
        }

        return rows;
    }

    private static void Save(
        StoreCommit commit, List<ImageRow> images, List<(ContentHash Hash, ChunkPlace Place)> places, Database database, Transaction into)
    {
        into.Index(places);
        images.ForEach(into.Add);
        into.End(Endings.Of(commit));
        if (commit.Meaning is { } meaning)
        {
            into.Mean(new(commit.Number.Value, MeaningTable.SameOf(meaning.Text), meaning.Payload));
        }

        var brought = commit.Images.Select(image => (ContentHash?)image.Hash).ToHashSet();
        foreach (var change in commit.Changes)
        {
            var image = change.Image?.ToBytes();
            if (image is not null && !brought.Contains(change.Image) && !ImageTable.Has(database, image))
            {
                throw new DamagedStoreException($"image {change.Image}", $"'{change.Name}' cannot be bound to it: the store does not have it.");
            }

            into.Bind(new((long)change.Kind, change.Name, commit.Number.Value, change.Payload, image));
        }

        if (commit.Changes.Count > 0)
        {
            into.Change(commit.Number.Value, VersionTable.Format(commit.Changes.Select(change => new ChangedName(change.Kind, change.Name))));
        }
    }
}
