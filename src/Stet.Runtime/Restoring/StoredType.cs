using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Migrating;

namespace Stet.Runtime.Restoring;

/// <summary>Where a stored field goes in today's type.</summary>
internal readonly record struct StoredField(Codec Codec, int Offset);

/// <summary>A type of the image joined with today's type of that name.</summary>
internal sealed class StoredType
{
    public required int Index { get; init; }
    public required Plan Plan { get; init; }
    public TypeRecord? Record { get; init; }

    /// <summary>The joined base class, where the record has one.</summary>
    public StoredType? Base { get; init; }

    /// <summary>The fields that the type itself declares, in the image's order.</summary>
    public IReadOnlyList<StoredField> Fields { get; init; } = [];

    /// <summary>How each field of a framework type is read.</summary>
    public IReadOnlyList<Codec> Parts { get; init; } = [];

    /// <summary>Makes the objects by the user's own <c>Migrate</c>; null where there is none.</summary>
    public ObjectHook? Hook { get; init; }

    /// <summary>How each column of a collection's rows is read.</summary>
    public IReadOnlyList<Codec> Columns { get; init; } = [];

    /// <summary>How an array's elements are read.</summary>
    public Codec Element => _element ?? throw new InvalidOperationException("not an array");

    /// <summary>How a value in a box is read.</summary>
    public Codec Codec => _codec ?? throw new InvalidOperationException("not a value type");

    public Codec? ElementOrNull { init => _element = value; }

    public Codec? CodecOrNull { init => _codec = value; }

    readonly Codec? _element, _codec;
}
