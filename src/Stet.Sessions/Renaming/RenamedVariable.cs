using Stet.Images;
using Stet.Model;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Renaming;

/// <summary>
/// A variable under another name. A loaded value is captured anew with those that share objects with it; of one that is only in the store the image gets the new name,
/// and the value is not read.
/// </summary>
internal static class RenamedVariable
{
    public static void Take(Engine engine, Variable variable, string name, SubmissionProgress progress)
    {
        var old = variable.Name;
        var current = engine.Variables.Find(old)!;
        progress.Changes.Add(new(BindingKind.Variable, old, null, null));
        var isLoaded = current.Slot is not null;
        engine.Variables.Rename(old, name, isLoaded || current.Stored is null ? new Dictionary<string, StoredForm>() : Renamed(engine, current, name, progress));
        if (isLoaded)
        {
            var moved = current.Component.Select(n => n == old ? name : n).Append(name).Distinct().Select(engine.Variables.Find).OfType<Variable>().ToList();
            moved.ForEach(v => v.IsCarried = true);
            progress.AlsoKeep(moved);
        }
    }

    /// <summary>The stored forms of all variables of the image, by their names afterwards.</summary>
    private static Dictionary<string, StoredForm> Renamed(Engine engine, Variable variable, string name, SubmissionProgress progress)
    {
        var hash = variable.Stored!.Image;
        if (hash != default)
        {
            var (image, chunks) = ImageNames.RenameRoot(engine.Store.ReadImage(hash), variable.Name, name);
            hash = Storage.Hashing.Of(image);
            progress.Images.Add(new(hash, image, chunks));
        }

        var forms = new Dictionary<string, StoredForm>();
        foreach (var sharer in variable.Component.Append(variable.Name).Distinct().Select(engine.Variables.Find).OfType<Variable>().Where(v => v.Stored is not null))
        {
            var form = Renamed(sharer.Stored! with { Image = hash, Followed = sharer.Followed = [.. sharer.Followed, sharer.Stored!.Image.ToString()] }, variable.Name, name);
            var own = sharer == variable ? name : sharer.Name;
            forms[own] = form;
            progress.Changes.Add(new(BindingKind.Variable, own, form.Payload(sharer).ToString(), hash == default ? null : hash));
        }

        return forms;
    }

    private static StoredForm Renamed(StoredForm form, string old, string name)
    {
        StoredLivePart Part(StoredLivePart part) => StoredLivePart.IsIn(part.Path, old) ? part with { Path = name + part.Path[old.Length..] } : part;
        return form with { Roots = [.. form.Roots.Select(r => r == old ? name : r)], LiveParts = [.. form.LiveParts.Select(Part)], Lost = [.. form.Lost.Select(Part)] };
    }
}
