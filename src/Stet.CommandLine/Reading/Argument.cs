using System.Reflection;

namespace Stet.CommandLine.Reading;

/// <summary>What a command line gives for one parameter or a part of one. Not made yet: it can become C# (<see cref="CallCode"/>) or an object (<see cref="CallObjects"/>).</summary>
public abstract record Argument(Type Type);

/// <summary>A value that is known.</summary>
/// <param name="Text">As it was written.</param>
public sealed record KnownValue(Type Type, object? Value, string Text) : Argument(Type);

/// <summary>A word that the user's own code reads.</summary>
public sealed record ParsedByType(Type Type, string Option, string Text) : Argument(Type);

/// <summary>Several values, each of type <paramref name="Element"/>.</summary>
public sealed record Several(Type Type, Type Element, IReadOnlyList<Argument> Values) : Argument(Type);

/// <summary>An object of its parts.</summary>
public sealed record MadeOfParts(Type Type, ConstructorInfo Constructor, IReadOnlyList<NamedArgument> Arguments, IReadOnlyList<NamedArgument> Initializers) : Argument(Type);

/// <summary>What comes by standard input.</summary>
public sealed record FromInput(Type Type) : Argument(Type);

/// <summary>Not given: the default that is written in the function.</summary>
public sealed record LeftOut(Type Type) : Argument(Type);

public sealed record NamedArgument(string Name, Argument Value);
