using Stet.Images;
using Stet.Migration;
using Stet.Model;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>Values that were set aside when a redefinition was forced: as plain data in the store, until they are dropped.</summary>
internal static class SetAside
{
    /// <summary>What the commit must contain so that a variable is set aside.</summary>
    public static IEnumerable<BindingChange> Changes(IEnumerable<ValueTrouble> troubles, World old)
    {
        foreach (var (variable, reasons) in troubles.SelectMany(t => t.Variables.Select(v => (Variable: v, t.Text))).GroupBy(p => p.Variable, p => p.Text).Select(g => (g.Key, g)))
        {
            var stored = variable.Stored!;
            var payload = stored.Payload(variable);
            var texts = stored.Units.Distinct().ToDictionary(u => u, u => TextOf(u, old));
            yield return new(BindingKind.Variable, variable.Name, null, null);
            yield return new(BindingKind.Stranded, variable.Name, new StrandedPayload(payload, string.Join("; ", reasons), texts).ToString(), stored.Image);
        }
    }

    public static IReadOnlyList<StrandedValue> All(Engine engine) =>
        [.. engine.Store.Bindings().Where(b => b.Kind == BindingKind.Stranded).OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => new Stored(engine, b))];

    public static Note Note(IEnumerable<ValueTrouble> troubles)
    {
        List<string> names = [.. troubles.SelectMany(t => t.Variables).Select(v => v.Name).Distinct().Order(StringComparer.Ordinal)];
        return new(NoteKind.Stranded, $"set aside as plain data: {string.Join(", ", names)}; 'stranded' shows why, 'undo' brings back", names);
    }

    private static string TextOf(string unit, World world) =>
        string.Join("\n\n", world.Graph.MembersOf(unit).SelectMany(m => m.Parts).Select(p => p.Text));

    private sealed class Stored(Engine engine, StoredBinding binding) : StrandedValue
    {
        private readonly StrandedPayload payload = StrandedPayload.Parse(binding.Payload);

        public override string Name => binding.Name;

        public override string Type => Commands.StoredText.TypeName(payload.Value.Type);

        public override string Reason => payload.Reason;

        public override IReadOnlyList<string> Definitions => [.. payload.Definitions.Values];

        public override PlainValue Data =>
            new PlainView(PlainImage.Read(engine.Store.ReadImage(binding.Image!.Value), engine.Store).Roots.First(r => r.Name == binding.Name).Value);

        public override T Convert<T>()
        {
            var world = engine.World;
            var before = Before();
            var moves = before is null ? new Dictionary<string, string>() : TypeMoves.Between(before.Graph, DefinitionChange.Between(before.Graph, world.Graph.Definitions.Values), ReferenceTypes.Between(before.References, world.References));
            var units = new TrialUnits(
                world, engine.Loader, moves, [.. world.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Type).Select(d => d.Key)], before is null ? null : new(before, engine.Loader))
            {
                Names = Renaming.Renamings.NamesSince(engine, binding.Since),
            };
            var restored = new Restorer(units, engine.Store).Migrate(engine.Store.ReadImage(binding.Image!.Value), new MigrationRules(Hooks(world)), CancellationToken.None);
            if (restored.Problems.Count > 0)
            {
                throw new InvalidOperationException($"{Name} still does not fit: {string.Join("; ", restored.Problems.Select(p => $"{p.Path}: {p.Reason}"))}");
            }

            return restored.Values[Name] is T value ? value
                : throw new InvalidOperationException($"{Name} is a {restored.Values[Name]?.GetType().Name ?? "null"} now, not a {typeof(T).Name}.");
        }

        private IReadOnlyDictionary<string, string> Hooks(World world) => payload.Definitions
            .Concat(ReferenceTypes.Hooked(world.References).Select(t => KeyValuePair.Create(MigrationRules.KeyOf(t.Unit, t.Type.Name), ""))).ToDictionary();

        /// <summary>The world that the value was made in; null where the store has its definitions no more.</summary>
        private World? Before()
        {
            var state = new SubmissionNumber(binding.Since.Value - 1);
            return state.Value < engine.Store.OldestState.Value ? null : new EarlierValues(engine, state, engine.Store.BindingsAt(state)).World;
        }
    }
}
