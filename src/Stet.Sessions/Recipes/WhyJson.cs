using System.Text;
using System.Text.Json;
using Stet.Toolbox;

namespace Stet.Sessions.Recipes;

/// <summary>
/// What <c>stet why NAME --json</c> prints: one object on one line, inputs as objects of the same form. A variable that was described before has no inputs the
/// second time.
/// </summary>
internal static class WhyJson
{
    public static string Of(Why why)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, why, []);
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Why why, HashSet<(string, long)> told)
    {
        json.WriteStartObject();
        json.WriteString("name", why.Name);
        json.WriteString("kind", why.Kind);
        json.WriteString("type", why.Type);
        json.WriteString("value", why.Value);
        json.WriteNumber("since", why.Since.Value);
        json.WriteString("state", why.State);
        json.WriteString("outdated", why.Outdated);
        json.WriteString("remark", why.Remark);
        if (told.Add((why.Name, why.Since.Value)))
        {
            WriteRecipe(json, why, told);
        }

        json.WriteEndObject();
    }

    private static void WriteRecipe(Utf8JsonWriter json, Why why, HashSet<(string, long)> told)
    {
        json.WriteStartArray("steps");
        foreach (var step in why.Steps)
        {
            json.WriteStartObject();
            json.WriteNumber("in", step.In.Value);
            json.WriteString("code", step.Code);
            json.WriteString("directory", step.Directory);
            json.WriteString("time", step.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("definitions");
        foreach (var definition in why.Definitions)
        {
            json.WriteStartObject();
            json.WriteString("name", definition.Name);
            json.WriteString("kind", definition.Kind);
            json.WriteString("state", definition.State);
            json.WriteString("where", definition.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("inputs");
        foreach (var input in why.Inputs)
        {
            Write(json, input, told);
        }

        json.WriteEndArray();
    }
}
