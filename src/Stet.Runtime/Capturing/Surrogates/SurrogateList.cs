using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Dynamic;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>The closed list of framework types that are stored by their meaning and not by their fields.</summary>
internal static class SurrogateList
{
    /// <summary>The surrogate for objects of exactly this type; null where it has none.</summary>
    public static Plan? For(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate))) return new DelegatePlan(type);
        return ForBase(type) ?? OfFactoryMade(type);
    }

    /// <summary>The surrogate for the part of an object that this class declares, where classes derived from it keep the form.</summary>
    public static Plan? ForBase(Type type)
    {
        if (Single.TryGetValue(type, out var make)) return make();
        if (!type.IsConstructedGenericType) return null;
        return Generic.TryGetValue(type.GetGenericTypeDefinition(), out var plan) ? Construct(plan, type.GetGenericArguments()) : null;
    }

    /// <summary>Types whose own class is the framework's choice: known by a public base.</summary>
    static Plan? OfFactoryMade(Type type)
    {
        if (Is<Type>(type)) return new TypeValuePlan();
        if (Is<MethodInfo>(type)) return new MethodValuePlan();
        if (Is<ConstructorInfo>(type)) return new MemberValuePlan<ConstructorInfo>();
        if (Is<FieldInfo>(type)) return new MemberValuePlan<FieldInfo>();
        if (Is<PropertyInfo>(type)) return new MemberValuePlan<PropertyInfo>();
        if (!Origins.IsFramework(type)) return null;
        if (Is<StringComparer>(type)) return new StringComparerPlan();
        if (Is<CancellationTokenSource>(type)) return new CancellationPlan();
        if (type == Random.Shared.GetType()) return new SingletonPlan<Random>(Random.Shared);
        if (type == TimeProvider.System.GetType()) return new SingletonPlan<TimeProvider>(TimeProvider.System);
        if (BaseOf(type, typeof(Task<>)) is { } task) return Construct(typeof(TaskPlan<>), task);
        if (Is<Task>(type)) return new TaskPlan();
        if (BaseOf(type, typeof(FrozenDictionary<,>)) is { } map) return Construct(typeof(FrozenDictionaryPlan<,>), map);
        if (BaseOf(type, typeof(FrozenSet<>)) is { } set) return Construct(typeof(FrozenSetPlan<>), set);
        return DefaultComparer(type);
    }

    static Plan? DefaultComparer(Type type)
    {
        if (ObjectMemory.DeclaredFields(type).Length > 0) return null;
        if (BaseOf(type, typeof(EqualityComparer<>)) is { } equality) return Construct(typeof(DefaultEqualityPlan<>), equality);
        return BaseOf(type, typeof(Comparer<>)) is { } comparer ? Construct(typeof(DefaultComparerPlan<>), comparer) : null;
    }

    static bool Is<T>(Type type) => typeof(T).IsAssignableFrom(type);

    static Type[]? BaseOf(Type type, Type definition)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.IsConstructedGenericType && at.GetGenericTypeDefinition() == definition) return at.GetGenericArguments();
        return null;
    }

    static Plan Construct(Type plan, Type[] arguments) => (Plan)Activator.CreateInstance(plan.MakeGenericType(arguments))!;

    static readonly Dictionary<Type, Func<Plan>> Single = new()
    {
        [typeof(StringBuilder)] = static () => new StringBuilderPlan(),
        [typeof(Uri)] = static () => new UriPlan(),
        [typeof(Regex)] = static () => new RegexPlan(),
        [typeof(CultureInfo)] = static () => new CulturePlan(),
        [typeof(CompareInfo)] = static () => new CompareInfoPlan(),
        [typeof(TimeZoneInfo)] = static () => new TimeZonePlan(),
        [typeof(Exception)] = static () => new ExceptionPlan(),
        [typeof(Hashtable)] = static () => new HashtablePlan(),
        [typeof(ExpandoObject)] = static () => new ExpandoPlan(),
        [typeof(Task)] = static () => new TaskPlan(),
        [typeof(Lock)] = static () => new LockPlan(),
        [typeof(SemaphoreSlim)] = static () => new SemaphorePlan(),
        [typeof(ManualResetEventSlim)] = static () => new ManualResetEventPlan(),
        [typeof(CancellationTokenSource)] = static () => new CancellationPlan(),
        [typeof(WeakReference)] = static () => new WeakReferencePlan(),
        [typeof(JsonDocument)] = static () => new JsonDocumentPlan(),
        [typeof(MemoryStream)] = static () => new MemoryStreamPlan(),
        [typeof(XName)] = static () => new XNamePlan(),
        [typeof(XNamespace)] = static () => new XNamespacePlan(),
        [typeof(DBNull)] = static () => new SingletonPlan<DBNull>(DBNull.Value),
        [typeof(Missing)] = static () => new SingletonPlan<Missing>(Missing.Value),
        [typeof(ReferenceEqualityComparer)] = static () => new SingletonPlan<ReferenceEqualityComparer>(ReferenceEqualityComparer.Instance),
    };

    static readonly Dictionary<Type, Type> Generic = new()
    {
        [typeof(List<>)] = typeof(ListPlan<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryPlan<,>),
        [typeof(HashSet<>)] = typeof(HashSetPlan<>),
        [typeof(SortedSet<>)] = typeof(SortedSetPlan<>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryPlan<,>),
        [typeof(SortedList<,>)] = typeof(SortedListPlan<,>),
        [typeof(OrderedDictionary<,>)] = typeof(OrderedDictionaryPlan<,>),
        [typeof(Queue<>)] = typeof(QueuePlan<>),
        [typeof(Stack<>)] = typeof(StackPlan<>),
        [typeof(PriorityQueue<,>)] = typeof(PriorityQueuePlan<,>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryPlan<,>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueuePlan<>),
        [typeof(ConcurrentStack<>)] = typeof(ConcurrentStackPlan<>),
        [typeof(ConcurrentBag<>)] = typeof(ConcurrentBagPlan<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListPlan<>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetPlan<>),
        [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSetPlan<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryPlan<,>),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionaryPlan<,>),
        [typeof(ImmutableDictionary<,>.Builder)] = typeof(ImmutableDictionaryBuilderPlan<,>),
        [typeof(ImmutableHashSet<>.Builder)] = typeof(ImmutableHashSetBuilderPlan<>),
        [typeof(ConditionalWeakTable<,>)] = typeof(ConditionalWeakTablePlan<,>),
        [typeof(Lookup<,>)] = typeof(LookupPlan<,>),
        [typeof(Lazy<>)] = typeof(LazyPlan<>),
        [typeof(Task<>)] = typeof(TaskPlan<>),
        [typeof(WeakReference<>)] = typeof(WeakReferencePlan<>),
    };
}
