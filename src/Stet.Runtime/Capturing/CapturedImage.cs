using Stet.Model;

namespace Stet.Runtime.Capturing;

/// <summary>A variable to be captured.</summary>
/// <param name="DeclaredType">The variable's static type; the value may be of a derived type.</param>
public readonly record struct CaptureRoot(string Name, object? Value, Type DeclaredType);

/// <summary>The stored form of the variables that share objects with each other.</summary>
/// <param name="Roots">Names of the variables whose values are in it.</param>
/// <param name="Bytes">The image, without the chunks.</param>
/// <param name="Chunks">What the image refers to, in the order of first reference; each hash once.</param>
/// <param name="LiveParts">What could not be captured; null (or the type's default) stands in its place.</param>
/// <param name="Units">Workspace units whose types or methods occur: they must be loadable to restore it.</param>
/// <param name="Objects">Objects in the image, strings and boxed values included.</param>
/// <param name="TotalBytes">Image and chunks.</param>
/// <param name="Immutable">Nothing in it can ever change, so it need not be captured again while the variables are not assigned.</param>
/// <param name="Shareable">It holds an object whose identity counts, which another variable may come to share.</param>
public sealed record CapturedImage(
    IReadOnlyList<string> Roots,
    ReadOnlyMemory<byte> Bytes,
    IReadOnlyList<ContentHash> Chunks,
    IReadOnlyList<LivePart> LiveParts,
    IReadOnlyList<string> Units,
    long Objects,
    long TotalBytes,
    bool Immutable,
    bool Shareable)
{
    /// <summary>Number within the image and the object itself of each of <see cref="LiveParts"/>, in their order; no object where it is a value.</summary>
    public IReadOnlyList<(int Number, object? Instance)> LiveObjects { get; init; } = [];

    /// <summary>The code in the values.</summary>
    public IReadOnlyList<HeldPlace> Held { get; init; } = [];
}

/// <summary>Code that a value holds: the class of an object, or the method of a delegate.</summary>
/// <param name="Assembly">The workspace unit; for a method of the framework or a package the name of the assembly.</param>
/// <param name="Type">As metadata names it.</param>
/// <param name="Method">Null for the class of an object.</param>
public readonly record struct HeldPlace(string Assembly, string Type, string? Method);

/// <summary>A part of a value that cannot outlive the process.</summary>
/// <param name="Path">From the variable: <c>cfg.Client._handler</c>.</param>
/// <param name="Type">The C# name of its type.</param>
/// <param name="Reason">Why it cannot be stored, as the end of a sentence: "a native handle".</param>
public sealed record LivePart(string Path, string Type, string Reason);

/// <summary>Says which assemblies are compiled from the workspace.</summary>
public interface IUnitNames
{
    /// <summary>Name of the workspace unit (definition or submission) whose assembly this is; null for the framework's and packages'.</summary>
    string? UnitOf(System.Reflection.Assembly assembly);
}
