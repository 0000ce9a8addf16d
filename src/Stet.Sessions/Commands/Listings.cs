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
            "doctor" => Checking.WorkspaceCheck.Doctor(engine),
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
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VariableRow))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(VersionRow))]
[JsonSerializable(typeof(WorldRow))]
internal sealed partial class ListingJson : JsonSerializerContext;
