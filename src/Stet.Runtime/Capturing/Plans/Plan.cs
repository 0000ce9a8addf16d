using System.Runtime.CompilerServices;
using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>
/// How the objects of one type are captured and restored. Plans hold no image: one serves all captures of the process, and is
/// remembered only as long as its type is loaded.
/// </summary>
internal abstract class Plan(Type type, Form form)
{
    /// <summary>The type that the image names; for some framework types a public base of the object's own.</summary>
    public Type Type { get; } = type;

    public Form Form { get; } = form;

    /// <summary>The plan for the base class whose parts come first; null where there is none with parts.</summary>
    public virtual Plan? Base => null;

    public virtual IReadOnlyList<Part> Fields => [];

    public virtual IReadOnlyList<Part> Columns => [];

    /// <summary>Made in one step, once the objects it refers to exist; others are allocated first and filled later.</summary>
    public virtual bool IsBuilt => false;

    /// <summary>Built types only: making it calls code of its parts (their GetHashCode), so they must be filled before.</summary>
    public virtual bool NeedsContents => false;

    /// <summary>An object of this type never changes (what it refers to is judged for itself).</summary>
    public virtual bool Immutable => false;

    /// <summary>Its identity means nothing, so variables that share one are still independent (strings, types).</summary>
    public virtual bool WithoutIdentity => false;

    public virtual bool HasContent => true;

    /// <summary>Some objects of the type cannot be stored.</summary>
    public virtual bool MayBeLive => false;

    /// <summary>Why this object cannot be stored; null where it can.</summary>
    public virtual string? WhyLive(object instance) => null;

    /// <summary>Rows of a collection.</summary>
    public virtual int Count(object instance) => 0;

    /// <summary>What must be known to allocate: the count, an array's bounds.</summary>
    public virtual void WriteHeader(object instance, GraphWriter to)
    {
        if (IsRows) to.PromiseCount(Count(instance));
    }

    public virtual void Write(object instance, GraphWriter to)
    {
    }

    /// <summary>An empty instance, without running any constructor.</summary>
    public virtual object Allocate(in ObjectHeader header, StoredType type, GraphReader from)
    {
        object shell = RuntimeHelpers.GetUninitializedObject(Type);
        if (_hasFinalizer) GC.SuppressFinalize(shell);
        return shell;
    }

    /// <param name="count">The rows in the content.</param>
    public virtual void Fill(object shell, int count, StoredType type, GraphReader from)
    {
    }

    /// <summary>For built types. Null where it cannot be made; then <see cref="GraphReader.Lost"/> has been told why.</summary>
    public virtual object? Build(int count, StoredType type, GraphReader from) => throw new InvalidOperationException($"{Type} is not built");

    public bool IsRows => Form == Form.Rows || Base is { IsRows: true };

    readonly bool _hasFinalizer = LiveRules.HasFinalizer(type);

    static readonly ConditionalWeakTable<Type, Plan> Known = [];

    /// <summary>The plan for objects of exactly this type.</summary>
    public static Plan For(Type type) => Known.TryGetValue(type, out var plan) ? plan : Known.GetValue(type, PlanChoice.Of);
}
