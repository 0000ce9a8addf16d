using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Toolbox;

namespace Stet.Sessions.Commands;

/// <summary>An earlier state as the store has it. Values come back as copies; the present is not touched.</summary>
internal sealed class StoredState : WorkspaceState
{
    private readonly Engine engine;
    private readonly Dictionary<string, StoredBinding> variables;

    public StoredState(Engine engine, SubmissionNumber number)
    {
        this.engine = engine;
        Number = number;
        variables = engine.Store.BindingsAt(number).Where(b => b.Kind == BindingKind.Variable).ToDictionary(b => b.Name);
    }

    public override SubmissionNumber Number { get; }

    public override IReadOnlyList<string> Names => [.. variables.Keys.Order(StringComparer.Ordinal)];

    public override object? this[string name]
    {
        get
        {
            if (!variables.TryGetValue(name, out var binding))
            {
                throw new KeyNotFoundException($"After In[{Number}] there was no variable {name}; there were: {string.Join(", ", Names)}.");
            }

            return engine.Restoring.Restore(name, StoredForm.Of(binding)).GetValueOrDefault(name);
        }
    }
}
