using Stet.Display;
using Stet.Images;
using Stet.Model;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Commands;

/// <summary>Values that are only in the store, as text: read as plain data, so that nothing of theirs is loaded or run.</summary>
internal static class StoredText
{
    /// <summary>Above this size a value that is not loaded is not read just to be listed.</summary>
    private const long ListingLimit = 1 << 20;

    public static string Of(Engine engine, Variable variable)
    {
        if (variable.Stored is not { } stored)
        {
            return "";
        }

        return OneLine(engine, variable.Name, stored);
    }

    /// <summary>The value on one short line.</summary>
    public static string OneLine(Engine engine, string name, StoredForm stored) =>
        stored.Bytes > ListingLimit ? $"({stored.Bytes:N0} bytes, not read)" : OrDamage(() => PlainText.ShowShort(Read(engine, stored), name, 60));

    /// <summary>The value of one root of an image; damage is told in its place.</summary>
    public static string Show(Engine engine, string name, StoredForm stored, int width) =>
        OrDamage(() => PlainText.Show(Read(engine, stored), name, width));

    private static PlainGraph Read(Engine engine, StoredForm stored) => PlainImage.Read(engine.Store.ReadImage(stored.Image), engine.Store);

    private static string OrDamage(Func<string> show)
    {
        try
        {
            return show();
        }
        catch (Exception damage) when (damage is DamagedStoreException or KeyNotFoundException)
        {
            return $"damaged: {damage.Message}";
        }
    }

    /// <summary>A C# type without its namespaces: <c>global::System.Collections.Generic.List&lt;global::Day&gt;</c> is <c>List&lt;Day&gt;</c>.</summary>
    public static string TypeName(string type)
    {
        var name = new System.Text.StringBuilder();
        foreach (var part in System.Text.RegularExpressions.Regex.Split(type, @"(global::(?:[\p{L}_][\p{L}\p{N}_]*\.)*)"))
        {
            name.Append(part.StartsWith("global::", StringComparison.Ordinal) ? "" : part);
        }

        return name.ToString();
    }
}
