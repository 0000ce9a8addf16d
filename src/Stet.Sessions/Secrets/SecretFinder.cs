using System.Text;
using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Sessions.Secrets;

/// <summary>
/// Finds what looks like a secret in the text of a submission: tokens of known makers, private keys, passwords in addresses, in flags of programs, in headers and in assignments. Pure.
/// A variable or a call in such a place is no secret.
/// </summary>
internal static partial class SecretFinder
{
    /// <summary>Shorter values are no secrets worth a note, and replacing them elsewhere would spoil other text.</summary>
    private const int Shortest = 4;

    /// <summary>The text with a mark in place of each secret.</summary>
    public static string Without(string text, out IReadOnlyList<string> secrets)
    {
        var found = new List<string>();
        var plain = new StringBuilder();
        var at = 0;
        foreach (var (start, length) in Spans(text))
        {
            if (start >= at)
            {
                plain.Append(text, at, start - at).Append(HistoryEntry.Secret);
                found.Add(text.Substring(start, length));
                at = start + length;
            }
        }

        secrets = found;
        return found.Count == 0 ? text : plain.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Another text with the same mark wherever one of the secrets stands.</summary>
    public static string? Without(string? text, IReadOnlyList<string> secrets) =>
        text is null ? null : secrets.OrderByDescending(s => s.Length).Aggregate(text, (rest, secret) => rest.Replace(secret, HistoryEntry.Secret, StringComparison.Ordinal));

    private static IEnumerable<(int Start, int Length)> Spans(string text) =>
        new[] { Token(), PrivateKey(), Address(), Flag(), ShortFlag(), Header(), Assignment(), ShellAssignment(), Pair() }
            .SelectMany(rule => rule.Matches(text)).Select(m => m.Groups["secret"]).Where(g => g.Success && IsSecret(g.Value)).Select(g => (g.Index, g.Length)).OrderBy(s => s.Index).ThenByDescending(s => s.Length);

    private static bool IsSecret(string value) =>
        value.Length >= Shortest && value[0] is not ('$' or '{' or '<' or '@' or '*') && !value.StartsWith(HistoryEntry.Secret, StringComparison.Ordinal) && value.Distinct().Count() > 2;

    /// <summary>As the makers document them: GitHub, GitLab, Slack, AWS, Google, OpenAI and others, npm, PyPI, Hugging Face, DigitalOcean, Stripe; JSON web tokens.</summary>
    [GeneratedRegex("""
        (?<![A-Za-z0-9_])(?<secret>gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}
        |sk-[A-Za-z0-9_-]{20,}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|ya29\.[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{40,}|hf_[A-Za-z0-9]{30,}|dop_v1_[a-f0-9]{60,}
        |eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|https://hooks\.slack\.com/services/[A-Za-z0-9/]{20,})
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z))")]
    private static partial Regex PrivateKey();

    /// <summary><c>https://ann:secret@host</c></summary>
    [GeneratedRegex("""[a-z][a-z0-9+.-]*://[^\s/:@"'`]*:(?<secret>[^\s/@"'`]+)@""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    /// <summary><c>--password secret</c>, <c>--token=secret</c></summary>
    [GeneratedRegex("""--?(?:password|passwd|passphrase|pass|token|secret|api-?key|access-?key|auth-?token|client-?secret|secret-?key)(?:=|\s+)(?:'(?<secret>[^']+)'|"(?<secret>[^"]+)"|(?<secret>[^\s"'\-][^\s"']*))""", RegexOptions.IgnoreCase)]
    private static partial Regex Flag();

    /// <summary><c>mysql -psecret</c>, <c>sshpass -p secret</c>, <c>curl -u ann:secret</c></summary>
    [GeneratedRegex("""(?:\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^|;&\n]*?\s-p(?<secret>[^\s"']+)|\bsshpass\s+-p\s*["']?(?<secret>[^\s"']+)|\bcurl\b[^|;&\n]*?\s(?:-u|--user)\s*["']?[^\s:"']+:(?<secret>[^\s"']+))""")]
    private static partial Regex ShortFlag();

    [GeneratedRegex("""(?:Authorization["']?\s*[:,=]\s*["']?\s*)?\b(?:Bearer|Basic)\s+(?<secret>[A-Za-z0-9+/_.=~-]{12,})|(?:X-Api-Key|X-Auth-Token|Private-Token)\s*:\s*(?<secret>[^\s"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    /// <summary><c>password = "secret"</c>, <c>apiKey: "secret"</c>, <c>["token"] = "secret"</c>. Of a token at least eight characters without a blank, one of them a digit.</summary>
    [GeneratedRegex("""(?:pass(?:word|wd|phrase)|secret|credential)s?\w{0,12}["'\]]*\s*(?:=|:|,)\s*\$?@?"(?<secret>[^"\s]+)"|(?:token|api_?key|access_?key|private_?key|auth_?key)\w{0,12}["'\]]*\s*(?:=|:|,)\s*\$?@?"(?<secret>(?=[^"]*\d)[^"\s]{8,})["]""", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    /// <summary><c>export API_TOKEN=secret</c>, <c>PGPASSWORD=secret psql</c>; not in C#, where such a value is a name.</summary>
    [GeneratedRegex("""(?:^\s*!\s*|[;&|]\s*|\bexport\s+|\benv\s+(?:\S+=\S+\s+)*|^)(?:[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)[A-Z0-9_]*)=(?<quote>["']?)(?<secret>[^\s"';]+)\k<quote>""", RegexOptions.Multiline)]
    private static partial Regex ShellAssignment();

    /// <summary><c>Server=db;Password=secret;</c></summary>
    [GeneratedRegex("""[;"](?:Password|Pwd)\s*=\s*(?<secret>[^;"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();
}
