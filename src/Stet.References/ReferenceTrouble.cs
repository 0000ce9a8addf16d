using Stet.Worlds;

namespace Stet.References;

/// <summary>Why a reference cannot be had, and what to do.</summary>
/// <param name="About">The reference; null where it concerns all.</param>
/// <param name="InSource">The place in a project's source, where the build failed on it.</param>
public sealed record ReferenceTrouble(string Message, Reference? About = null, SourcePlace? InSource = null);

/// <param name="File">Full path.</param>
/// <param name="Code">The compiler's.</param>
public sealed record SourcePlace(string File, int Line, int Column, string Code);
