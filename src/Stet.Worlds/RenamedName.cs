namespace Stet.Worlds;

/// <summary>
/// A name that stored values know under its old form, as reflection writes names: of a type (<c>Geo.Vec</c>, <c>Outer+Inner</c>, <c>__stet.F_mean</c> for the class
/// that holds a function), or of a member of a type or of the code in it.
/// </summary>
/// <param name="Owner">The type that the member is of, by its new name; null where the name is a type's own.</param>
public sealed record RenamedName(string? Owner, string Old, string New);
