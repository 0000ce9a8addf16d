namespace Stet.Images.Types;

/// <summary>How the instances of a type are laid out in an image.</summary>
internal enum Form : byte
{
    /// <summary>Only named, as the declared type of a field; no instance occurs.</summary>
    Named = 1,

    /// <summary>A class: the fields of its base, then its own.</summary>
    Fields = 2,

    /// <summary>A struct: its fields, inline where it stands.</summary>
    Struct = 3,

    /// <summary>An integer with names.</summary>
    Enum = 4,

    /// <summary>An array of any rank.</summary>
    Array = 5,

    /// <summary>A collection: its fields, then rows of one or more columns.</summary>
    Rows = 6,

    /// <summary>A thing that could not be stored; null stands for it.</summary>
    Live = 7,
}

[Flags]
internal enum TypeFlags : byte
{
    None = 0,

    /// <summary>Made from its parts in one step (a delegate, an encoding), not allocated first and filled later.</summary>
    Built = 1,

    /// <summary>Instances stand inline, in fields and elements.</summary>
    Value = 2,

    /// <summary>Arrays of it are stored as memory: it holds numbers only, and <see cref="TypeRecord.Size"/> and the offsets describe it.</summary>
    Raw = 4,
}
