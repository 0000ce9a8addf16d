using System.Text;
using Stet.Model;

namespace Stet.Toolbox;

/// <summary>
/// How a value came about: <c>why(x)</c>. Leads to the recipes of what it was made from: <c>why(x).Inputs["y"].Inputs["z"]</c>.
/// </summary>
public abstract class Why
{
    /// <summary>Lines of a text; the rest is reached through <see cref="Inputs"/>.</summary>
    private const int MaxLines = 60;

    public abstract string Name { get; }

    /// <summary>"variable", "function", "type", "formula", or "gone" for what does not exist any more.</summary>
    public abstract string Kind { get; }

    /// <summary>The C# type; empty for definitions and for what is gone.</summary>
    public abstract string Type { get; }

    /// <summary>In one short line: the value as it was used, or as it is where nothing used it.</summary>
    public abstract string Value { get; }

    /// <summary>The submission that gave it this content.</summary>
    public abstract SubmissionNumber Since { get; }

    /// <summary>What has happened since it was used as it was: "has changed", "is gone"; empty where nothing has.</summary>
    public abstract string State { get; }

    /// <summary>What of its recipe has changed: "f has changed"; empty where it is not outdated.</summary>
    public abstract string Outdated { get; }

    /// <summary>What else is to be said: that the recipe is not whole.</summary>
    public abstract string Remark { get; }

    /// <summary>The code that made it, in the order in which it ran.</summary>
    public abstract IReadOnlyList<WhyStep> Steps { get; }

    /// <summary>The variables that it was made from, as they were then.</summary>
    public abstract WhyList Inputs { get; }

    /// <summary>The definitions that the code used.</summary>
    public abstract IReadOnlyList<WhyDefinition> Definitions { get; }

    /// <summary>The whole as a tree, each variable once.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        Write(lines, "", []);
        return string.Join('\n', lines.Count <= MaxLines ? lines : [.. lines.Take(MaxLines), $"... and {lines.Count - MaxLines} lines more: look at Inputs"]);
    }

    private void Write(List<string> lines, string indent, HashSet<(string, long)> told)
    {
        lines.Add(indent + Head());
        if (!told.Add((Name, Since.Value)))
        {
            lines[^1] += Steps.Count + Inputs.Count > 0 ? " (see above)" : "";
            return;
        }

        indent += "  ";
        lines.AddRange(Steps.SelectMany(s => s.Lines()).Select(l => indent + l));
        lines.AddRange(Remark.Length > 0 ? [$"{indent}({Remark})"] : []);
        lines.AddRange(Definitions.Select(d => $"{indent}{d}"));
        if (lines.Count <= MaxLines)
        {
            Inputs.ToList().ForEach(input => input.Write(lines, indent, told));
        }
    }

    private string Head()
    {
        var text = new StringBuilder(Name);
        text.Append(Type.Length > 0 ? $": {Type}" : $": {Kind}").Append(Value.Length > 0 ? $" = {Value}" : "").Append(Since.Value > 0 ? $", of In[{Since}]" : "");
        var said = new[] { State, Outdated.Length > 0 ? $"outdated: {Outdated}" : "" }.Where(s => s.Length > 0).ToList();
        return text.Append(said.Count > 0 ? $" ({string.Join("; ", said)})" : "").ToString();
    }
}

/// <summary>Code that made or changed a value.</summary>
/// <param name="Code">The statements concerned, as they were submitted.</param>
/// <param name="Directory">Where they ran.</param>
public sealed record WhyStep(SubmissionNumber In, string Code, string Directory, DateTimeOffset Time)
{
    internal IEnumerable<string> Lines()
    {
        yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"In[{In}] at {Time:yyyy-MM-dd HH:mm:ss} in {Directory}:");
        foreach (var line in Code.Split('\n'))
        {
            yield return "  " + line.TrimEnd();
        }
    }
}

/// <summary>A definition that was used.</summary>
/// <param name="Kind">"function", "type", "formula", or "gone".</param>
/// <param name="State">"has changed", "is gone", "is broken"; empty where it is as it was.</param>
/// <param name="Where">File and line of today.</param>
public sealed record WhyDefinition(string Name, string Kind, string State, string Where)
{
    public override string ToString() => $"{Name}: {Kind}{(Where.Length > 0 ? $", {Where}" : "")}{(State.Length > 0 ? $" ({State})" : "")}";
}

/// <summary>The inputs of a recipe, by place and by name.</summary>
public sealed class WhyList(IReadOnlyList<Why> items) : System.Collections.ObjectModel.ReadOnlyCollection<Why>([.. items])
{
    /// <exception cref="KeyNotFoundException">It is no input.</exception>
    public Why this[string name] =>
        this.LastOrDefault(w => w.Name == name) ?? throw new KeyNotFoundException($"{name} is no input; there are: {string.Join(", ", this.Select(w => w.Name).Distinct())}.");

    public override string ToString() => string.Join(", ", this.Select(w => w.Name));
}
