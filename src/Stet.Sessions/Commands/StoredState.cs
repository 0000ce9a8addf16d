using System.Reflection;
using Stet.Model;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Sessions.Keeping;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Toolbox;

namespace Stet.Sessions.Commands;

/// <summary>An earlier state as the store has it. Values come back as copies; the present is not touched.</summary>
internal sealed class StoredState : WorkspaceState, IUnitLoader
{
    private readonly Engine engine;
    private readonly IReadOnlyList<StoredBinding> bindings;
    private readonly Dictionary<string, StoredBinding> variables;
    private NameChanges? names;

    public StoredState(Engine engine, SubmissionNumber number)
    {
        this.engine = engine;
        Number = number;
        bindings = engine.Store.BindingsAt(number);
        variables = bindings.Where(b => b.Kind == BindingKind.Variable).ToDictionary(b => b.Name);
    }

    public override SubmissionNumber Number { get; }

    public override IReadOnlyList<string> Names => [.. variables.Values.Where(b => VariablePayload.Parse(b.Payload).Owner is null).Select(b => b.Name).Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    NameChanges IUnitLoader.Names => Since;

    /// <inheritdoc />
    public Type? Find(string unit, string name) => Load(TypeHomes.UnitOf(engine.World, Since.Type(name)) ?? unit).GetType(Since.Type(name));

    /// <summary>Code as the newest world has it; that of a submission which no value of the present uses any more, as this state has it.</summary>
    public Assembly Load(string unit) =>
        engine.Loader.Load(engine.World.Units.ContainsKey(unit) || engine.World.Graph.Named(unit["w.".Length..]).Length > 0 ? engine.World : KeptSubmissions.WithRetired(engine, unit, Number) ?? engine.World, unit);

    private NameChanges Since => names ??= Renaming.Renamings.NamesSince(engine, Number);

    public override object? this[string name]
    {
        get
        {
            if (!variables.TryGetValue(name, out var binding) && !variables.TryGetValue(Renaming.Renamings.VariableAt(engine, Number, name), out binding))
            {
                throw new KeyNotFoundException($"After In[{Number}] there was no variable {name}; there were: {string.Join(", ", Names)}.");
            }

            var stored = StoredForm.Of(binding);
            var values = new Migrating.EarlierValues(engine, Number, bindings).Read(binding.Name, stored) ?? engine.Restoring.Restore(binding.Name, stored, this);
            return values.GetValueOrDefault(binding.Name);
        }
    }
}
