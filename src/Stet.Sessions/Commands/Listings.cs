using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Display;
using Stet.Model;
using Stet.Sessions.Submitting;
using Stet.Toolbox;

namespace Stet.Sessions.Commands;

/// <summary>What <c>stet who</c> and its like print, as text and as one JSON object per thing.</summary>
internal static class Listings
{
    public static Listing Make(Engine engine, string command, int width)
    {
        var view = new EngineView(engine);
        return command switch
        {
            "who" => Of(view.Who(), ListingJson.Default.VariableRow, width),
            "history" => Of(view.History(1000), ListingJson.Default.HistoryEntry, width),
            "log" => Of(view.Log(1000), ListingJson.Default.VersionRow, width),
            "worlds" => Of(view.Worlds(), ListingJson.Default.WorldRow, width),
            "doctor" => Check(engine, [], []),
            "check" when !engine.Store.Trusted => Check(engine, [], []),
            "check" => Check(engine, Checking.CleanRebuild.Check(engine), Checking.RecipeCheck.Lines(engine)),
            _ when command.StartsWith("why ", StringComparison.Ordinal) && !engine.Store.Trusted => new("", [], [UntrustedView.Refusal("why")]),
            _ when command.StartsWith("why ", StringComparison.Ordinal) => Why(engine, command["why ".Length..].Trim()),
            _ => new("", [], [new(Severity.Error, "STET0420", $"'{command}' lists nothing; try who, history, log, worlds, doctor, check or why NAME.", "command", 1, 1, 1, 2, "")]),
        };
    }

    private static Listing Of<T>(IReadOnlyList<T> rows, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json, int width) =>
        new(ValueText.ShowListing(rows, DisplayOptions.Default with { Width = width }), [.. rows.Select(r => JsonSerializer.Serialize(r, json))], []);

    private static Listing Why(Engine engine, string name)
    {
        try
        {
            var why = Recipes.Explaining.Explain(engine, name);
            return new(why.ToString(), [Recipes.WhyJson.Of(why)], []);
        }
        catch (KeyNotFoundException unknown)
        {
            return new("", [], [new(Severity.Error, "STET0403", unknown.Message, "command", 1, 1, 1, 2, "")]);
        }
    }

    /// <summary>Whether all that was kept can be read, and whether the files compile.</summary>
    /// <param name="rebuild">Errors of compiling the files anew.</param>
    /// <param name="more">What there is to say beside errors.</param>
    private static Listing Check(Engine engine, IReadOnlyList<Diagnostic> rebuild, IEnumerable<string> more)
    {
        var damage = engine.Store.CheckIntegrity().Select(d => new Diagnostic(Severity.Error, "STET0301", d, "store", 1, 1, 1, 2, ""));
        var broken = engine.World.Broken.Values.SelectMany(b => b);
        Diagnostic[] errors = [.. damage, .. engine.FileTrouble.Concat(broken).Concat(rebuild).DistinctBy(e => (e.Source, e.Line, e.Column, e.Message))];
        var lines = more.Prepend(errors.Length == 0 ? "all is well" : "").Where(line => line.Length > 0);
        return new(string.Join('\n', lines), [], errors);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VariableRow))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(VersionRow))]
[JsonSerializable(typeof(WorldRow))]
internal sealed partial class ListingJson : JsonSerializerContext;
