using System.Collections;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Stet.Effects;
using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Sessions.Foreseeing;

/// <summary>What a shell line may do in this session's directory, with the workspace's variables in <c>@( )</c>.</summary>
internal static partial class ShellForesight
{
    public static CodeEffects Of(Engine engine, string line, string directory) => ShellEffects.Of(line, Setting(engine, directory));

    public static ShellSetting Setting(Engine engine, string directory)
    {
        var values = new KnownValues(engine);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToImmutableDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        return new(directory, environment, ShellProfile.Aliases(directory), new DiskView(), code => Expression(code.Trim(), values));
    }

    /// <summary>The name of a variable or a literal: what can be known without running anything.</summary>
    private static IReadOnlyList<string>? Expression(string code, KnownValues values) =>
        Name().IsMatch(code) ? values.Texts(code.TrimStart('@')) : Literal().Match(code) is { Success: true } literal ? [literal.Groups[1].Value] : null;

    [GeneratedRegex(@"^@?[\p{L}_][\p{L}\p{N}_]*$")]
    private static partial Regex Name();

    [GeneratedRegex("""^"([^"\\]*)"$""")]
    private static partial Regex Literal();
}
