using System.Globalization;
using Stet.Model;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Screen;

/// <summary>The search line, and below it the matching entries: code, age, directory, what came of it, session. Pure.</summary>
internal static class SearchView
{
    private const int LongestList = 10;
    private const string Label = "search: ";

    /// <summary>Before the directory of an entry from another one.</summary>
    private const string Elsewhere = "≠";

    public static Frame Draw(HistorySearch search, Palette palette, DateTimeOffset now, int width, int height)
    {
        var line = new RowBuilder(width);
        line.Append(Label, palette.Prompt);
        line.AppendClipped(search.Query, "", width - line.Column - 1);
        var column = line.Column;
        var length = Math.Clamp(height - 2, 0, LongestList);
        var top = Math.Clamp(search.Chosen - (length / 2), 0, Math.Max(0, search.Found.Count - length));
        var rows = search.Found.Skip(top).Take(length)
            .Select((hit, i) => Entry(hit, search.Query, top + i == search.Chosen, palette, now, width)).ToList();
        if (search.Found.Count == 0 && length > 0)
        {
            rows.Add(EditorView.Row("  nothing in history matches this", palette.Quiet, width));
        }

        return new Frame([line.Rows[0], .. rows], 0, column);
    }

    private static IReadOnlyList<Cell> Entry(
        HistoryHit hit, string query, bool chosen, Palette palette, DateTimeOffset now, int width)
    {
        var entry = hit.Entry;
        var row = new RowBuilder(width);
        var place = hit.IsElsewhere ? $"{Elsewhere} {Folder(entry.Directory)}" : Folder(entry.Directory);
        var (age, end) = ($"  {Age(now - entry.Time)}  ", $"  {State(entry.State)}  {SessionWords.Of(hit, now)}");
        var codeWidth = Math.Max(width / 3, width - 2 - CellWidth.OfText(age + place + end));
        row.Append(chosen ? "> " : "  ", palette.Prompt);
        row.AppendClipped(Glimpse(entry.Code, query), chosen ? palette.Chosen : "", Math.Min(codeWidth, width - 2));
        row.AppendClipped(age, palette.Quiet, width);
        row.AppendClipped(place, hit.IsElsewhere ? palette.Note : palette.Quiet, width);
        row.AppendClipped(end, entry.State == EntryState.Failed ? palette.Error : palette.Quiet, width);
        return row.Rows[0];
    }

    /// <summary>The line of the code that matches, and how many more there are.</summary>
    private static string Glimpse(string code, string query)
    {
        var lines = code.Split('\n');
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var line = lines.FirstOrDefault(text => words.Length > 0 && words.All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase))) ?? lines[0];
        return lines.Length == 1 ? line : $"{line.Trim()}  (+{lines.Length - 1} lines)";
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d"),
    };

    private static string Folder(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home, StringComparison.Ordinal) ? "~" + path[home.Length..] : path;
    }

    private static string State(EntryState state) => state switch
    {
        EntryState.Succeeded => "ok",
        EntryState.Failed => "failed",
        EntryState.Interrupted => "interrupted",
        EntryState.Stopped => "stopped",
        _ => "not finished",
    };
}
