using System.Text.RegularExpressions;
using Stet.Model;
using Stet.Sessions.Renaming;

namespace Stet.Sessions.Meanings;

/// <summary>Texts of then, compared with those of today as far as only names have been changed by <c>rename</c>.</summary>
internal sealed partial class RenamedSince(IReadOnlyList<(SubmissionNumber Number, RenamingPayload Renaming)> renamings)
{
    public bool Any => renamings.Count > 0;

    /// <summary>The name of today, of a definition or a variable.</summary>
    public string Today(string name) => renamings.Aggregate(name, (n, r) => n == r.Renaming.From ? r.Renaming.To : n);

    /// <summary>Whether the texts are the same word for word, but for words that were renamed.</summary>
    public bool IsSame(string then, string today)
    {
        var (old, now) = (Word().Matches(then), Word().Matches(today));
        return now.Count > 0 && old.Count == now.Count && old.Zip(now).All(w => w.First.Value == w.Second.Value || IsRenamed(w.First.Value, w.Second.Value));
    }

    private bool IsRenamed(string then, string today) => renamings.Aggregate(then, (word, r) => word == r.Renaming.OldName ? r.Renaming.NewName : word) == today;

    [GeneratedRegex(@"[\p{L}\p{N}_]+|[^\s]")]
    private static partial Regex Word();
}
