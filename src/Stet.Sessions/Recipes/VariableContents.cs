using System.Collections.Concurrent;
using Stet.Images;
using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Recipes;

/// <summary>
/// Whether a variable's content is what it was. Its stored form says so at once where it is equal, and where no other variable is in it; of a form that
/// several variables share, the values themselves are compared, as plain data.
/// </summary>
internal sealed class VariableContents(WorkspaceStore store)
{
    /// <summary>Larger shared forms are not compared: all variables in them count as changed.</summary>
    private const int Limit = 1 << 20;

    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<(string, ContentHash, ContentHash), bool> known = [];

    /// <summary>Null where it cannot be told at this moment, because the value takes long to be kept or could not be.</summary>
    public bool? IsAsIn(RecipeInput input, Variable now) =>
        !now.IsSettled() || now.Trouble.Length > 0 || now.Stored is not { } stored || input.Image.Length == 0 ? null
            : stored.Followed.Contains(input.Image) || AreEqual(input.Name, (ContentHash.Parse(input.Image), input.Shared), (stored.Image, stored.Roots.Count > 1), null);

    /// <param name="newest">The second form, where it is not in the store yet.</param>
    public bool AreEqual(string name, (ContentHash Image, bool Shared) a, (ContentHash Image, bool Shared) b, ReadOnlyMemory<byte>? newest)
    {
        if (a.Image == b.Image || !(a.Shared || b.Shared))
        {
            return a.Image == b.Image;
        }

        if (known.Count > MaxKnown)
        {
            known.Clear();
        }

        return known.GetOrAdd((name, a.Image, b.Image), _ => AreEqualInside(name, a.Image, b.Image, newest));
    }

    private bool AreEqualInside(string name, ContentHash a, ContentHash b, ReadOnlyMemory<byte>? newest)
    {
        try
        {
            return store.HasImage(a) && store.ImageLength(a) <= Limit && (newest?.Length ?? store.ImageLength(b)) <= Limit
                && PlainEquality.OfRoot(Read(store.ReadImage(a)), Read(newest ?? store.ReadImage(b)), name);
        }
        catch (DamagedStoreException)
        {
            return false; // Reading the value says so too; here it only counts as changed.
        }
    }

    private PlainGraph Read(ReadOnlyMemory<byte> image) => PlainImage.Read(image, store, new(100_000, 100_000, int.MaxValue));
}
