namespace Stet.Effects.Code;

/// <summary>
/// What the static type of a value shows of it. A value of a plain type holds nothing but what the type's name shows: no functions and no objects of classes that are not named. An <c>object</c>, an interface or a
/// query can hold anything.
/// </summary>
internal static class PlainTypes
{
    private static readonly HashSet<string> Names =
    [
        .. Of("System", "Boolean,Byte,SByte,Int16,UInt16,Int32,UInt32,Int64,UInt64,Int128,UInt128,IntPtr,UIntPtr,Half,Single,Double,Decimal,Char,String,Void,DateTime,DateTimeOffset,DateOnly,TimeOnly,TimeSpan,Guid,Version,Index,Range,DayOfWeek,Type,RuntimeTypeHandle"),
        .. Of("System", "Math,MathF,Convert,BitConverter,StringComparison,MidpointRounding,Nullable`1,Span`1,ReadOnlySpan`1,Memory`1,ReadOnlyMemory`1,ArraySegment`1,Span`1+Enumerator,ReadOnlySpan`1+Enumerator"),
        .. Of("System.Text", "StringBuilder,Rune"), .. Of("System.Globalization", "CultureInfo"), .. Of("System.Numerics", "BigInteger,Complex,Vector,Vector`1,Vector2,Vector3,Vector4"),
        .. Of("System.Runtime.CompilerServices", "DefaultInterpolatedStringHandler"), .. Enumerable.Range(1, 8).SelectMany(n => Of("System", $"ValueTuple`{n},Tuple`{n}")),
        .. Of("System.Collections.Generic", "List`1,List`1+Enumerator,Stack`1,Stack`1+Enumerator,Queue`1,Queue`1+Enumerator,LinkedList`1,LinkedListNode`1,KeyValuePair`2,HashSet`1,HashSet`1+Enumerator,Comparer`1,EqualityComparer`1"),
        .. Of("System.Collections.Generic", "Dictionary`2,Dictionary`2+Enumerator,Dictionary`2+KeyCollection,Dictionary`2+ValueCollection,Dictionary`2+KeyCollection+Enumerator,Dictionary`2+ValueCollection+Enumerator"),
    ];

    /// <summary>Members of collections that call nothing of what is in them.</summary>
    private static readonly HashSet<string> Quiet = ["get_Count", "get_Length", "get_Keys", "get_Values", "get_Capacity", "GetEnumerator", "MoveNext", "get_Current", "Dispose", "Clear", "Peek", "get_Key", "get_Value"];

    /// <param name="type">Null where it is not known. What is compiled from the workspace or a package is read, and so hides nothing.</param>
    public static bool ShowAll(string? type) =>
        type is { Length: > 0 } && type.Split('\u27e8', '\u27e9', ',', '[', ']', '&', '*').All(t => t.Length == 0 || Names.Contains(t) || IsDelegate(t) || (t.Contains('!', StringComparison.Ordinal) && t[0] != '!'));

    public static bool IsDelegate(string type) =>
        type.StartsWith("System.Func`", StringComparison.Ordinal) || type.StartsWith("System.Action", StringComparison.Ordinal) || type.StartsWith("System.Predicate`", StringComparison.Ordinal)
        || type.StartsWith("System.Comparison`", StringComparison.Ordinal) || type.StartsWith("System.Converter`", StringComparison.Ordinal) || type.StartsWith("System.EventHandler", StringComparison.Ordinal);

    /// <summary>Whether a member of a type of the framework only hands out what is there.</summary>
    public static bool IsQuiet(string type, string member) => (Quiet.Contains(member) && Names.Contains(type)) || (member == "get_Count" && type.StartsWith("System.Collections.", StringComparison.Ordinal));

    private static IEnumerable<string> Of(string space, string names) => names.Split(',').Select(n => $"{space}.{n}");
}
