using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Storage;

namespace Stet.Sessions.Variables;

/// <summary>
/// A workspace variable: its type, where its value is (a slot, the store, or both), and what is known of the stored form.
/// </summary>
internal sealed class Variable(string name, string type)
{
    /// <summary>What stands for the type of <see cref="Owner"/>'s places.</summary>
    private const string StaticsType = "static";

    public string Name { get; } = name;

    /// <summary>As C# source that means the same everywhere.</summary>
    public string Type { get; } = type;

    /// <summary>Full name, as reflection writes it, of the type whose static places this is, all of them together; null for a variable.</summary>
    public string? Owner { get; init; }

    /// <summary>Null while the value is only in the store.</summary>
    public VariableSlot? Slot { get; set; }

    /// <summary>The stored form; null until it has been kept once.</summary>
    public StoredForm? Stored { get; set; }

    /// <summary>Completes when the capture under way has been kept; complete when none is.</summary>
    public Task Keeping { get; set; } = Task.CompletedTask;

    /// <summary>Waits a moment for what is being kept: then form and recipe are those of the newest value.</summary>
    public bool IsSettled() => Keeping.Wait(TimeSpan.FromMilliseconds(300));

    /// <summary>Why the newest value is not in the store; empty when it is.</summary>
    public string Trouble
    {
        get;
        set
        {
            field = value;
            Marked?.Invoke(this);
        }
    }
    = "";

    /// <summary>True once code that lives on (a lambda, a task) can change it at any time.</summary>
    public bool Escaped
    {
        get;
        set
        {
            field = value;
            Marked?.Invoke(this);
        }
    }

    /// <summary>It concerns a submission though that does not name it: see <see cref="NamedVariables.Restless"/>.</summary>
    public bool IsRestless => Owner is not null || Escaped || Trouble.Length > 0;

    /// <summary>Called when it may have become restless, on any thread.</summary>
    public Action<Variable>? Marked { get; set; }

    /// <summary>Static places that a submission was the first to use.</summary>
    public bool IsFresh => Owner is not null && Stored is null && Slot is not null;

    public SubmissionNumber Since { get; set; }

    /// <summary>How the value came about; null where that is not known.</summary>
    public Recipes.Recipe? Recipe { get; set; }

    /// <summary>Its value has just followed its type into a new shape.</summary>
    public bool IsCarried { get; set; }

    /// <summary>Stored forms that held the same value: in earlier shapes of its type, or with other variables that share objects.</summary>
    public IReadOnlyList<string> Followed { get; set; } = [];

    /// <summary>The value was captured in this form.</summary>
    /// <param name="isSame">It is the same value as before.</param>
    public void NoteCaptured(ContentHash image, bool isSame)
    {
        if (Stored is { } stored && stored.Image != image)
        {
            const int Most = 20;
            Followed = isSame ? [.. Followed.Append(stored.Image.ToString()).Distinct().TakeLast(Most)] : [];
        }
    }

    /// <summary>As the store has it, its value unread.</summary>
    public static Variable Of(StoredBinding binding)
    {
        var payload = VariablePayload.Parse(binding.Payload);
        var stored = StoredForm.Of(binding);
        return new(binding.Name, payload.Type) { Owner = payload.Owner, Since = binding.Since, Stored = stored, Recipe = stored.Recipe, Followed = stored.Followed };
    }

    /// <summary>The same variable where its type has another name.</summary>
    public Variable As(string newType) => newType == Type ? this
        : Named(Name, newType, Owner);

    /// <summary>The static places of a type.</summary>
    public static Variable OfStatics(Type owner) => new(StaticsName.Of(owner), StaticsType) { Owner = OwnerName(owner) };

    /// <summary>These static places where their type has another name.</summary>
    public Variable OwnedBy(Type owner) => StaticsName.Of(owner) is var name && name == Name ? this : Named(name, Type, OwnerName(owner));

    private Variable Named(string name, string type, string? owner) =>
        new(name, type) { Owner = owner, Slot = Slot, Stored = Stored, Keeping = Keeping, Trouble = Trouble, Escaped = Escaped, Since = Since, Recipe = Recipe, Followed = Followed };

    private static string OwnerName(Type owner) => (owner.IsGenericType ? owner.GetGenericTypeDefinition() : owner).FullName!;

    /// <summary>The same variable under another name.</summary>
    public Variable Called(string name)
    {
        var renamed = Named(name, Type, Owner);
        renamed.Slot = null;
        return renamed;
    }

    /// <summary>Names of the variables that share an object with this one, itself included.</summary>
    public IReadOnlyList<string> Component => Stored?.Roots ?? [Name];

    /// <summary>The value was restored: what was live in it when it was kept is null now.</summary>
    public void NoteRestored()
    {
        Stored?.Live?.Release();
        if (Stored is { LiveParts.Count: > 0 } stored)
        {
            var there = stored.LiveParts.Where(p => stored.Live?.Has(p.Path) == true).ToList();
            Stored = stored with { LiveParts = there, Lost = [.. stored.Lost, .. stored.LiveParts.Except(there).Select(p => p with { In = p.In == 0 ? Since.Value : p.In })] };
        }
    }

    /// <summary>What the whole value was, where it was live and did not outlive its host; null where there is a value.</summary>
    public StoredLivePart? Gone =>
        Slot is { Boxed: not null } ? null : Stored?.LiveParts.Concat(Stored.Lost).FirstOrDefault(p => p.Path == Name);

    /// <summary>Parts that are whole static places: they are not null, their initialisers make them again.</summary>
    public IReadOnlyList<StoredLivePart> WholePlaces => Owner is null || Stored is null ? []
        : [.. Stored.LiveParts.Concat(Stored.Lost).Where(p => p.Path.StartsWith(Name + ".", StringComparison.Ordinal) && !p.Path.AsSpan(Name.Length + 1).ContainsAny('.', '['))];

    /// <summary>The variable was assigned: nothing is known of the parts of its new value.</summary>
    public void NoteAssigned() => Stored = Stored is null ? null : Stored with { LiveParts = [], Lost = [] };
}

/// <summary>What the store has of a variable.</summary>
/// <param name="Image">Null for a variable that is live as a whole: nothing of it is stored.</param>
/// <param name="Roots">The variables whose values are in the image.</param>
/// <param name="Units">The workspace units whose types or code the value contains.</param>
/// <param name="LiveParts">Parts of the value that are not stored.</param>
/// <param name="Lost">Parts that were live once and are null since the value was restored.</param>
/// <param name="Shareable">Another variable may come to share an object with this one.</param>
internal sealed record StoredForm(
    ContentHash Image, IReadOnlyList<string> Roots, IReadOnlyList<string> Units, IReadOnlyList<StoredLivePart> LiveParts,
    IReadOnlyList<StoredLivePart> Lost, bool Immutable, bool Shareable, long Bytes)
{
    /// <summary>The recipe that is stored with it.</summary>
    public Recipes.Recipe? Recipe { get; init; }

    /// <summary>As of <see cref="Variable.Followed"/>.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];

    /// <summary>The live parts themselves, as long as this process has them.</summary>
    public LiveObjects? Live { get; init; }

    public static StoredForm Of(StoredBinding binding)
    {
        var payload = VariablePayload.Parse(binding.Payload);
        return new(binding.Image ?? default, payload.Roots, payload.Units, payload.LiveParts, payload.Lost ?? [], payload.Immutable, payload.Shareable, payload.Bytes) { Recipe = payload.Recipe, Followed = payload.Followed ?? [] };
    }

    /// <summary>What is known of a captured value; of its parts also from the stored form before.</summary>
    public static StoredForm Of(CapturedImage image, ContentHash hash, Variable variable, SubmissionNumber number)
    {
        var live = image.LiveParts.Where(p => StoredLivePart.IsIn(p.Path, variable.Name)).Select(p => StoredLivePart.Of(p, variable.Stored?.LiveParts ?? [], number)).ToList();
        var lost = (variable.Stored?.Lost ?? []).Where(p => live.All(l => l.Path != p.Path));
        return new(hash, image.Roots, image.Units, live, [.. lost], image.Immutable, image.Shareable, image.TotalBytes) { Recipe = variable.Recipe, Followed = variable.Followed, Live = LiveObjects.Of(image) };
    }

    public VariablePayload Payload(Variable of) => new(of.Type, Roots, Units, LiveParts, Immutable, Bytes, Lost.Count == 0 ? null : Lost, Shareable, of.Owner, Recipe, Followed.Count == 0 ? null : Followed);
}
