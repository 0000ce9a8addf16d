using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

public enum DefinitionKind
{
    Function,
    Type,

    /// <summary>A submission whose lambdas, closures or local functions live on in a value: its code is part of the world as long as they do.</summary>
    Submission,

    /// <summary>A name that is defined by an expression: its value is derived, never assigned.</summary>
    Formula,
}

/// <summary>Where a piece of source text lives: a file relative to the workspace (or <c>In[7]</c>) and the place, from 1, of its first character.</summary>
public readonly record struct SourceHome(string File, int Line, int Column = 1);

/// <summary>One declaration of a definition: one overload of a function, one (partial) declaration of a type.</summary>
/// <param name="FileUsings">The using directives of its file, one after another, as text; the workspace's own usings are not repeated.</param>
/// <param name="Namespace">The namespace it is declared in; empty for the global one.</param>
public sealed record DefinitionPart(string Text, SourceHome Home, string Namespace, string FileUsings);

/// <summary>
/// A named piece of code. Functions of one name (overloads) and parts of one type are one definition.
/// Two definitions are interchangeable when their <see cref="Text"/> is equal; where they live does not matter to the compiler.
/// </summary>
/// <param name="Key">Unique in the workspace: <c>mean</c>, <c>Day</c>, <c>Geo.Point</c>, <c>Pair`2</c>.</param>
public sealed record Definition(string Key, DefinitionKind Kind, ImmutableArray<DefinitionPart> Parts, NameUse Names)
{
    /// <summary>The last part of the key without arity: what code writes to name it.</summary>
    public string SimpleName { get; } = SimpleNameOf(Key);

    /// <summary>The source of all parts, with what else decides their meaning to the compiler; independent of file and line.</summary>
    public string Text { get; } = TextOf(Parts);

    public static string TextOf(ImmutableArray<DefinitionPart> parts) => string.Join("\u001f", parts.Select(p => $"{p.Namespace}\u001e{p.FileUsings}\u001e{p.Text}"));

    private static string SimpleNameOf(string key)
    {
        var name = key[(key.LastIndexOf('.') + 1)..];
        var tick = name.IndexOf('`');
        return tick < 0 ? name : name[..tick];
    }
}

/// <summary>
/// The names a definition mentions, found in its syntax alone: a superset of what it really depends on, never a subset.
/// </summary>
/// <param name="Mentions">Every identifier that may name another definition or a variable.</param>
/// <param name="ContractMentions">Those outside bodies: in signatures, field types and bases.</param>
/// <param name="MemberMentions">Identifiers after a dot: they matter only where a definition exports an extension of that name.</param>
/// <param name="Extensions">Names that this definition adds to other types (extension methods and properties).</param>
/// <param name="AmbientExtensions">True when it adds what is used without being named: operators, <c>GetEnumerator</c>, <c>Add</c>, <c>Deconstruct</c>, query methods, ...</param>
/// <param name="ShapeText">What decides the layout of a type's data: its kind, bases, fields and automatic properties; empty for functions.</param>
/// <param name="ContractText">The declaration without its bodies, white space and comments folded.</param>
public sealed record NameUse(
    ImmutableHashSet<string> Mentions,
    ImmutableHashSet<string> ContractMentions,
    ImmutableHashSet<string> MemberMentions,
    ImmutableHashSet<string> Extensions,
    bool AmbientExtensions,
    string ContractText,
    string ShapeText);
