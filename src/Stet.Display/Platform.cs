using System.Collections;
using System.Text.Json.Nodes;

namespace Stet.Display;

/// <summary>
/// Values of .NET itself whose members would say too much, or do something when they are read: a task is not waited for,
/// a lazy value is not made, an enumerator and a stream are not read.
/// </summary>
internal static class Platform
{
    public static string? Of(object value, DisplayOptions options) => value switch
    {
        Exception thrown => $"{CSharpNames.Of(value.GetType())}: {Literals.Bounded(thrown.Message, options.MaxTextLength)}",
        Delegate function => Function(function),
        Task task => $"{TaskName(task.GetType())} ({task.Status})",
        JsonNode json => Literals.Bounded(json.ToJsonString(), options.MaxTextLength),
        IEnumerator and not IEnumerable or Stream or TextReader or TextWriter => CSharpNames.Of(value.GetType()),
        _ when IsLazy(value.GetType()) => $"{CSharpNames.Of(value.GetType())} ({(IsCreated(value) ? "made" : "not made yet")})",
        _ => null,
    };

    private static string Function(Delegate function)
    {
        var calls = function.GetInvocationList();
        var name = function.Method.Name;
        var shown = name.StartsWith('<') ? LocalFunction(name) : name;
        return calls.Length > 1 ? $"{CSharpNames.Of(function.GetType())} ({calls.Length} functions)" : $"{CSharpNames.Of(function.GetType())} {shown}";
    }

    /// <summary>The compiler calls a local function <c>&lt;outer&gt;g__name|0_0</c> and a lambda <c>&lt;outer&gt;b__0_0</c>.</summary>
    private static string LocalFunction(string name)
    {
        var start = name.IndexOf(">g__", StringComparison.Ordinal);
        var end = name.IndexOf('|');
        return start >= 0 && end > start ? name[(start + 4)..end] : "(lambda)";
    }

    private static string TaskName(Type type)
    {
        var known = CSharpNames.Writable(type)!;
        return known.IsGenericType && known.GetGenericArguments()[0].Name == "VoidTaskResult" ? nameof(Task) : CSharpNames.Of(known);
    }

    private static bool IsLazy(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>);

    private static bool IsCreated(object lazy) => (bool)lazy.GetType().GetProperty("IsValueCreated")!.GetValue(lazy)!;
}
