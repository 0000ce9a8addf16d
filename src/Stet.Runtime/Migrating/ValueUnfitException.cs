namespace Stet.Runtime.Migrating;

/// <summary>A stored value cannot be carried to the types of today, or its bytes are damaged so that it seems so: where it is, and why.</summary>
public sealed class ValueUnfitException(string message) : Model.DamagedStoreException("image", message);
