using Stet.Images;
using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Commands;

/// <summary>
/// The names that differ between two states as a user would say it. Variables that share objects are one image, which is another one when any of
/// them has changed: there the values themselves are compared, as plain data.
/// </summary>
internal static class ReallyChanged
{
    /// <summary>Larger images are not compared; all their variables count as changed.</summary>
    private const long Limit = 1 << 20;

    public static IReadOnlyList<string> Among(
        Engine engine, IReadOnlyList<(BindingKind Kind, string Name)> differing,
        IReadOnlyDictionary<(BindingKind, string), StoredBinding> target, IReadOnlyDictionary<(BindingKind, string), StoredBinding> current)
    {
        differing = [.. differing.Where(k => k.Kind != BindingKind.Renaming)];
        var said = differing.Where(k => k.Kind != BindingKind.Definition || !IsKeptSubmission(target.GetValueOrDefault(k) ?? current[k])).ToList();
        var changed = said.Where(k => k.Kind != BindingKind.Variable || !IsSame(engine.Store, target.GetValueOrDefault(k), current.GetValueOrDefault(k))).ToList();
        var told = changed.Count > 0 ? changed : said.Count > 0 ? said : differing;
        return [.. told.Select(k => k.Name).Distinct()];
    }

    /// <summary>Part of a value, not something that a user has named.</summary>
    private static bool IsKeptSubmission(StoredBinding definition) =>
        Definitions.DefinitionPayload.Read(definition.Name, definition.Payload).Kind == Worlds.DefinitionKind.Submission;

    private static bool IsSame(WorkspaceStore store, StoredBinding? a, StoredBinding? b)
    {
        if (a?.Image is null || b?.Image is null)
        {
            return false;
        }

        var (first, second) = (StoredForm.Of(a), StoredForm.Of(b));
        return first.Roots.Count + second.Roots.Count > 2 && Math.Max(first.Bytes, second.Bytes) <= Limit && AreEqual(store, a.Name, first, second);
    }

    private static bool AreEqual(WorkspaceStore store, string name, StoredForm a, StoredForm b)
    {
        try
        {
            return PlainEquality.OfRoot(PlainImage.Read(store.ReadImage(a.Image), store), PlainImage.Read(store.ReadImage(b.Image), store), name);
        }
        catch (DamagedStoreException)
        {
            return false; // Reading the value says so too; here it only counts as changed.
        }
    }
}
