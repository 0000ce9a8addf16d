using Stet.Images.Types;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Objects of a framework type with a fixed set of parts, filled by the type's own constructor on an allocated instance.</summary>
internal abstract class FieldsPlan<C>(params Part[] fields) : Plan(typeof(C), Form.Fields) where C : class
{
    public override IReadOnlyList<Part> Fields { get; } = fields;

    public sealed override void Write(object instance, GraphWriter to) => Write((C)instance, to);

    public sealed override void Fill(object shell, int count, StoredType type, GraphReader from) => Fill((C)shell, from);

    protected abstract void Write(C instance, GraphWriter to);

    protected abstract void Fill(C shell, GraphReader from);
}

/// <summary>Objects that only a factory makes, from parts that need not be filled.</summary>
internal abstract class BuiltPlan<C>(Type type, params Part[] fields) : Plan(type, Form.Fields) where C : class
{
    protected BuiltPlan(params Part[] fields) : this(typeof(C), fields)
    {
    }

    public override IReadOnlyList<Part> Fields { get; } = fields;

    public override bool IsBuilt => true;

    public override bool Immutable => true;

    public override bool WithoutIdentity => true;

    public sealed override void Write(object instance, GraphWriter to) => Write((C)instance, to);

    public sealed override object? Build(int count, StoredType type, GraphReader from) => Build(from);

    protected abstract void Write(C instance, GraphWriter to);

    protected abstract C? Build(GraphReader from);
}
