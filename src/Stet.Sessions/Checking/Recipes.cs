using Stet.Language.Parsing;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Checking;

/// <summary>What exists only as a value: for each variable, whether the submission that gave it its value would still compile.</summary>
internal static class Recipes
{
    public static IEnumerable<string> Lines(Engine engine)
    {
        var codes = engine.Store.History(new(Limit: int.MaxValue), null).ToDictionary(e => e.Number, e => e.Code);
        var variables = engine.Variables.All.Where(v => v.Owner is null).ToList();
        if (variables.Count > 0)
        {
            yield return $"exist only as values, not in files: {string.Join(", ", variables.Select(v => v.Name))}";
        }

        foreach (var variable in variables)
        {
            if (Trouble(engine, variable, codes.GetValueOrDefault(variable.Since)) is { } trouble)
            {
                yield return $"{variable.Name} has no recipe that still compiles: {trouble}";
            }
        }
    }

    private static string? Trouble(Engine engine, Variable variable, string? code)
    {
        if (code is null)
        {
            return $"In[{variable.Since}] is not in the history any more";
        }

        var input = InputParser.Submission(code, $"In[{variable.Since}]");
        if (input.Errors.Length > 0 || !input.HasStatements)
        {
            return null;
        }

        var errors = StatementCompiler.Compile(engine, engine.World, input, 0, variable.Since).Errors;
        return errors is [var first, ..] ? $"{first.Source}:{first.Line}:{first.Column}: {first.Message}" : null;
    }
}
