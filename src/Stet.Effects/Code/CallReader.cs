using System.Collections.Immutable;

namespace Stet.Effects.Code;

/// <summary>Notes what the instructions of one method do with members: calls, fields, locals.</summary>
internal sealed class CallReader(MemberName method)
{
    private readonly List<CallSite> sites = [];
    private readonly List<(string Field, CodeValue Value)> stores = [];
    private readonly Dictionary<int, List<CodeValue>> locals = [];
    private readonly Dictionary<string, CodeValue> current = [];
    private readonly Dictionary<CodeValue, List<CodeValue>> builders = [];
    private readonly HashSet<string> used = [];
    private readonly List<CodeValue> results = [];
    private readonly HashSet<string> assigned = [];
    private readonly Dictionary<string, int> addressed = [];
    private int budget = 20_000;

    public static bool IsStateMachine(string type) =>
        type[(type.LastIndexOf('+') + 1)..] is ['<', ..] name && name.Contains(">d__", StringComparison.Ordinal) && type.Contains('!', StringComparison.Ordinal);

    public MethodSummary ToSummary(MethodSummary empty) => empty with
    {
        Sites = [.. sites.Select(s => s with { Arguments = [.. s.Arguments.Select(a => Resolve(a))] })],
        Stores = [.. stores.Select(s => (s.Field, Resolve(s.Value)))],
        Result = Resolve(CodeValue.Either(results)),
        Assigned = [.. assigned.Union(addressed.Where(a => a.Value > 0).Select(a => a.Key)).Order(StringComparer.Ordinal)],
    };

    /// <summary>The address of a variable's value is taken: what gets it may assign it.</summary>
    /// <returns>The variable; null where it is something else.</returns>
    public string? Address(CodeValue? owner, string field)
    {
        if (owner is not SlotValue slot || field != "Value")
        {
            return null;
        }

        addressed[slot.Name] = addressed.GetValueOrDefault(slot.Name) + 1;
        return slot.Name;
    }

    /// <summary>It is only the object of a call that cannot change it: numbers are called by their address.</summary>
    public void Reads(string variable) => addressed[variable]--;

    public void Return(CodeValue value) => results.Add(value);

    public void Opaque(string what) => sites.Add(CallSite.Of(SiteKind.Opaque, "", what));

    /// <summary>Where ways meet, a local is no more surely what it was set to last.</summary>
    public void ForgetCurrent() => current.Clear();

    public CodeValue Local(int index, bool byReference) =>
        !byReference && current.TryGetValue($"local {index}", out var known) ? known : new LocalValue(index);

    public void SetLocal(int index, CodeValue value)
    {
        (locals.TryGetValue(index, out var known) ? known : locals[index] = []).Add(value);
        current[$"local {index}"] = value;
    }

    public CodeValue Load(CodeValue? owner, (string Type, string Name, string FieldType) field)
    {
        var type = TypeNames.Definition(field.Type);
        if (owner is null)
        {
            UseType(type);
            return type.EndsWith("!__stet.__V", StringComparison.Ordinal) ? new SlotValue(field.Name.Replace("__old_", "", StringComparison.Ordinal))
                : IsGenerated(type) ? CodeValue.Nothing : new CapturedValue($"{type}::{field.Name}");
        }

        return owner is SlotValue slot && field.Name == "Value"
            ? current.TryGetValue($"slot {slot.Name}", out var known) ? known : new VariableValue(slot.Name)
            : new CapturedValue($"{type}::{field.Name}");
    }

    public void Store(CodeValue? owner, (string Type, string Name, string FieldType) field, CodeValue value)
    {
        var type = TypeNames.Definition(field.Type);
        if (owner is SlotValue slot && field.Name == "Value")
        {
            stores.Add(($"variable {slot.Name}", value));
            assigned.Add(slot.Name);
            current[$"slot {slot.Name}"] = value;
            sites.Add(CallSite.Of(SiteKind.StateChange, "", slot.Name));
        }
        else
        {
            stores.Add(($"{type}::{field.Name.Replace("<>3__", "", StringComparison.Ordinal)}", value));
            if (owner is null && !IsGenerated(type) && method.Name != ".cctor")
            {
                UseType(type);
                sites.Add(CallSite.Of(SiteKind.StateChange, "", $"{TypeNames.Shown(type)}.{field.Name}"));
            }
        }
    }

    public CodeValue Call(MemberName called, bool isVirtual, bool isNew, ImmutableArray<Entry> arguments)
    {
        var values = arguments.Select(a => a.Value).ToImmutableArray();
        if (isNew && called.Parameters is ["System.Object", "System.IntPtr"])
        {
            return values[1];
        }

        Note(called, isVirtual, isNew, arguments, values);
        if (called.IsReadable)
        {
            return isNew ? CodeValue.Unknown : new FunctionValue($"result {called.Key}", values);
        }

        return Collected(called, isNew, values) ?? Interpolated(called, values) ?? Functions.Of(called.Definition, called.Name, isNew, called.HasThis && !isNew, values);
    }

    /// <summary>Makes the state machine of an iterator or an async method, whose code runs with it.</summary>
    public void UseMachine(string type)
    {
        if (IsStateMachine(type) && used.Add("machine " + type))
        {
            sites.Add(CallSite.Of(SiteKind.Machine, type));
        }
    }

    private void Note(MemberName called, bool isVirtual, bool isNew, ImmutableArray<Entry> arguments, ImmutableArray<CodeValue> values)
    {
        var type = called.Definition;
        if (isNew || !called.HasThis)
        {
            UseType(type);
        }

        if (isNew)
        {
            UseMachine(type);
        }

        var isQuiet = called.IsReadable || PlainTypes.IsQuiet(type, called.Name);
        var receiver = isVirtual && arguments.Length > 0 ? arguments[0].Type : null;
        var mentioned = arguments.Skip(receiver is null ? 0 : 1).SelectMany(a => TypeNames.Readable(a.Type))
            .Concat(called.Instantiation.SelectMany(TypeNames.Readable)).Concat(TypeNames.Readable(called.Type).Where(t => t != type)).Distinct();
        sites.Add(new(
            isNew ? SiteKind.Creation : isVirtual ? SiteKind.VirtualCall : SiteKind.Call, type, called.Name, called.Key, receiver, called.HasThis && !isNew,
            called.Parameters, values, isQuiet ? [] : [.. mentioned], !isQuiet && !IsShown(called, arguments)));
    }

    /// <summary>Whether the framework makes something of values that hold nothing unseen, so that neither does the result. Both the type on the stack and the declared one are types of an argument: one that is plain is enough.</summary>
    public static bool IsShown(MemberName called, ImmutableArray<Entry> arguments)
    {
        if (called.IsReadable)
        {
            return false;
        }

        var before = arguments.Length - called.Parameters.Length;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].IsShown && !PlainTypes.ShowAll(arguments[i].Type)
                && !PlainTypes.ShowAll(i < before ? called.Type : TypeNames.Substituted(called.Parameters[i - before], called.Type, called.Instantiation)))
            {
                return false;
            }
        }

        return true;
    }

    private void UseType(string type)
    {
        if (type.Contains('!', StringComparison.Ordinal) && !IsGenerated(type) && !type.EndsWith("!__stet.__V", StringComparison.Ordinal) && used.Add(type) && type != method.Definition)
        {
            sites.Add(CallSite.Of(SiteKind.TypeUse, type));
        }
    }

    /// <summary>Lists made here: what is added to them is known.</summary>
    private static CodeValue? Collected(MemberName called, bool isNew, ImmutableArray<CodeValue> values)
    {
        if (isNew && called.Parameters.Length == 0 && called.Definition is "System.Collections.Generic.List`1" or "System.Collections.Generic.HashSet`1" or "System.Collections.Generic.Queue`1")
        {
            return new CollectionValue();
        }

        if (called.Name is "Add" or "Enqueue" or "Push" or "AddRange" && values is [CollectionValue list, var item])
        {
            list.Items.Add(item);
        }

        return null;
    }

    /// <summary>Interpolated text is put together by calls on a handler.</summary>
    private CodeValue? Interpolated(MemberName called, ImmutableArray<CodeValue> values)
    {
        if (called.Definition != "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler" || values.Length == 0)
        {
            return null;
        }

        var handler = values[0];
        var parts = builders.TryGetValue(handler, out var known) ? known : builders[handler] = [];
        switch (called.Name)
        {
            case ".ctor":
                parts.Clear();
                return null;
            case "ToStringAndClear":
                builders.Remove(handler);
                return new FunctionValue("concat", [.. parts]);
            default:
                parts.Add(values.Length > 2 ? CodeValue.Unknown : values[1]);
                return null;
        }
    }

    private CodeValue Resolve(CodeValue value, int depth = 0)
    {
        if (depth > 20 || --budget < 0)
        {
            return CodeValue.Unknown;
        }

        return value switch
        {
            LocalValue local when locals.TryGetValue(local.Index, out var set) => CodeValue.Either(set.Where(v => v != value).Select(v => Resolve(v, depth + 1))),
            LocalValue => CodeValue.Unknown,
            EitherValue either => CodeValue.Either(either.Values.Select(v => Resolve(v, depth + 1))),
            FunctionValue function => function with { Arguments = [.. function.Arguments.Select(a => Resolve(a, depth + 1))] },
            CollectionValue collection => new FunctionValue("all", [.. collection.Items.Take(1000).Select(i => i == value ? CodeValue.Unknown : Resolve(i, depth + 1))]),
            _ => value,
        };
    }

    /// <summary>Closures and caches of delegates.</summary>
    private static bool IsGenerated(string type) => type[(type.LastIndexOf('+') + 1)..].StartsWith("<>", StringComparison.Ordinal);
}
