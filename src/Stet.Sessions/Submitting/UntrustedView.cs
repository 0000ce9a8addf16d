using Stet.Display;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Submitting;

/// <summary>
/// What an untrusted workspace answers: its variables listed, a variable shown as plain data, nothing of it loaded, run or recorded.
/// </summary>
internal static class UntrustedView
{
    public static bool IsTrust(string code) => InputParser.Submission(code, "input").Command is { Name: "trust" };

    public static Outcome Answer(Engine engine, string code, int width)
    {
        var name = InputParser.Submission(code, "input").Command?.Name ?? "";
        var bindings = engine.Store.Bindings().Where(b => b.Kind == BindingKind.Variable).ToDictionary(b => b.Name);
        if (name == "who")
        {
            return Shown(code, "IReadOnlyList<VariableRow>", ValueText.ShowListing(Who(engine), DisplayOptions.Default with { Width = width }));
        }

        if (bindings.TryGetValue(name, out var binding))
        {
            var stored = StoredFormOf(binding, out var type);
            return Shown(code, type, StoredText.Show(engine, name, stored, width));
        }

        return new(default, code, false, null, null, "", [Refusal(code)], [], 0, true);
    }

    /// <summary>What is said to all else.</summary>
    public static Diagnostic Refusal(string code)
    {
        var line = code.Split('\n')[0];
        return new(Severity.Error, "STET0500", "This workspace was made elsewhere and is not trusted: 'who' and the bare names of variables show its values as plain data. 'trust' lets its code run here.", "input", 1, 1, 1, line.Length + 1, line);
    }

    /// <summary>The variables as <c>who</c> lists them, from the store alone.</summary>
    public static IReadOnlyList<VariableRow> Who(Engine engine) =>
        [.. engine.Store.Bindings().Where(b => b.Kind == BindingKind.Variable && VariablePayload.Parse(b.Payload).Owner is null).OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => Row(engine, b))];

    private static VariableRow Row(Engine engine, StoredBinding binding)
    {
        var stored = StoredFormOf(binding, out var type);
        return new(binding.Name, type, StoredText.OneLine(engine, binding.Name, stored), stored.Bytes, binding.Since, "kept");
    }

    private static StoredForm StoredFormOf(StoredBinding binding, out string type)
    {
        type = StoredText.TypeName(VariablePayload.Parse(binding.Payload).Type);
        return StoredForm.Of(binding);
    }

    private static Outcome Shown(string code, string type, string text) => new(default, code, true, type, text, "", [], [], 0, true);
}
