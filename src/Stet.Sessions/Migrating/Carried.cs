using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Migrating;

/// <summary>The values of changed types as the prepared world has them, ready to be put in place; or why they cannot be.</summary>
/// <param name="Trial">What the trial has loaded.</param>
internal sealed record Carried(LoaderTrial? Trial, IReadOnlyList<CarriedVariable> Variables, IReadOnlyList<ValueTrouble> Troubles, IReadOnlyList<Note> Notes)
{
    /// <summary>Names under which static places are not any more: their type is gone, or has another name.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>How many objects were made anew.</summary>
    public long Objects { get; init; }

    public static Carried Nothing { get; } = new(null, [], [], []);
}

/// <param name="Was">As the running world has it.</param>
/// <param name="Variable">Under its name in the prepared one.</param>
internal sealed record CarriedVariable(Variable Was, Variable Variable, object? Value, Type Type);

/// <summary>Values that cannot be carried.</summary>
/// <param name="Variables">The variables that share the image they are in.</param>
internal sealed record ValueTrouble(IReadOnlyList<Variable> Variables, string Path, string Reason, int Count)
{
    public string Text => $"{Path}: {Reason}" + (Count > 1 ? $" ({Count:N0} values)" : "");
}
