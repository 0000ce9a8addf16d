using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Worlds.Tests;

/// <summary>Definitions and variables of a few names that mention each other at random, and random edits of them. Everything follows from the seed.</summary>
internal sealed class RandomVillage
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "g", "h", "Aa", "Bb", "Cc", "Dd", "Ee"];
    private static readonly string[] VariableNames = ["v", "w", "x"];

    private readonly Random random;
    private readonly SortedDictionary<string, string> sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
    private int lines;

    public RandomVillage(int seed)
    {
        random = new(seed);
        for (var i = 0; i < 8; i++)
        {
            Edit();
        }
    }

    /// <summary>Some definitions are written anew, come or go; a variable changes its type; all may move by a line.</summary>
    public void Edit()
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var name = Any(Names);
            if (random.Next(6) == 0)
            {
                sources.Remove(name);
            }
            else
            {
                sources[name] = char.IsUpper(name[0]) ? Type(name) : Function(name);
            }
        }

        if (random.Next(4) == 0)
        {
            variables[Any(VariableNames)] = Any(["int", "string", "global::Aa", "global::Bb[]"]);
        }

        lines = random.Next(3);
    }

    public ImmutableArray<Definition> Definitions => InputParser.File(new string('\n', lines) + string.Join('\n', sources.Values), "workspace.cs").Definitions;

    public ImmutableDictionary<string, string> Variables => variables.ToImmutableDictionary();

    public ImmutableArray<string> Usings => random.Next(12) == 0 ? ["System", "System.Linq"] : ["System"];

    private string Function(string name) => random.Next(5) switch
    {
        0 => $"static class E{name} {{ public static int {name}(this int n) => {Call()}; }} int {name}() => {Call()};",
        1 => $"{Any(TypeNames())} {name}() => default;",
        _ => $"int {name}({(random.Next(3) == 0 ? Any(TypeNames()) + " p" : "")}) => {Call()} + {Call()} + {random.Next(3)};",
    };

    private string Type(string name) => random.Next(6) switch
    {
        0 => $"static class {name} {{ extension(int) {{ public static int operator +(string s, int n) => {Call()}; }} }}",
        1 => $"class {name} : {Any(TypeNames())} {{ int M() => {Call()}; }}",
        _ => $"class {name} {{ public {Any(TypeNames())} Field; int M() => {Call()}; }}",
    };

    private string Call() => random.Next(6) switch
    {
        0 => Any(VariableNames),
        1 => "1." + Any(Names) + "()",
        2 => $"new {Any(TypeNames())}().Field.GetHashCode()",
        _ => Any(Names) + "()",
    };

    private static string[] TypeNames() => ["int", "Aa", "Bb", "Cc", "Dd"];

    private string Any(string[] choices) => choices[random.Next(choices.Length)];
}
