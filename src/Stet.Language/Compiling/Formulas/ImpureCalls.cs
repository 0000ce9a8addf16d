using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Compiling.Formulas;

/// <summary>
/// Members of the base library whose value depends on more than their arguments, and what on. A small table; what is on no list counts as pure,
/// and <c>impure(...)</c> or <c>pure(...)</c> in a formula has the last word.
/// </summary>
internal static class ImpureCalls
{
    private const string Clock = "reads the clock";
    private const string Random = "is random";
    private const string Environment = "reads the environment";
    private const string Files = "reads files";
    private const string Network = "uses the network";
    private const string Processes = "starts or looks at processes";
    private const string Threads = "waits or depends on threads";

    /// <summary>By full type name: the members that count, or all of them where the list is empty.</summary>
    private static readonly Dictionary<string, (string Reason, string[] Members)> Table = new()
    {
        ["System.DateTime"] = (Clock, ["Now", "UtcNow", "Today"]),
        ["System.DateTimeOffset"] = (Clock, ["Now", "UtcNow"]),
        ["System.TimeProvider"] = (Clock, ["GetUtcNow", "GetLocalNow", "GetTimestamp", "GetElapsedTime"]),
        ["System.TimeZoneInfo"] = (Environment, ["Local"]),
        ["System.Diagnostics.Stopwatch"] = (Clock, ["GetTimestamp", "GetElapsedTime", "StartNew", "Elapsed", "ElapsedMilliseconds", "ElapsedTicks"]),
        ["System.Random"] = (Random, ["Shared", ".ctor()"]),
        ["System.Guid"] = (Random, ["NewGuid", "CreateVersion7"]),
        ["System.Security.Cryptography.RandomNumberGenerator"] = (Random, []),
        ["System.IO.Path"] = (Random, ["GetRandomFileName", "GetTempFileName", "GetTempPath"]),
        ["System.Environment"] = (Environment, ["GetEnvironmentVariable", "GetEnvironmentVariables", "ExpandEnvironmentVariables", "CurrentDirectory", "MachineName", "UserName", "TickCount", "TickCount64", "ProcessId", "WorkingSet", "GetCommandLineArgs", "CommandLine", "GetFolderPath", "ProcessorCount", "CurrentManagedThreadId"]),
        ["System.IO.File"] = (Files, []),
        ["System.IO.Directory"] = (Files, []),
        ["System.IO.FileInfo"] = (Files, []),
        ["System.IO.DirectoryInfo"] = (Files, []),
        ["System.IO.DriveInfo"] = (Files, []),
        ["System.IO.FileStream"] = (Files, []),
        ["System.IO.StreamReader"] = (Files, [".ctor(String)"]),
        ["System.Console"] = (Environment, ["ReadLine", "Read", "ReadKey", "In"]),
        ["System.Net.Http.HttpClient"] = (Network, []),
        ["System.Net.Dns"] = (Network, []),
        ["System.Net.Sockets.Socket"] = (Network, []),
        ["System.Net.Sockets.TcpClient"] = (Network, []),
        ["System.Diagnostics.Process"] = (Processes, []),
        ["System.Threading.Thread"] = (Threads, ["CurrentThread"]),
        ["System.GC"] = (Environment, ["GetTotalMemory", "CollectionCount", "GetAllocatedBytesForCurrentThread", "GetTotalAllocatedBytes"]),
        ["Stet.Toolbox.Commands"] = ("looks at the workspace", ["who", "history", "log", "usings", "defs", "at", "worlds", "stranded", "retention", "why", "memo", "formulas", "graph", "impure", "sh", "Pipe", "exitCode", "trash", "restore"]),
    };

    private static readonly HashSet<string> Words =
        [.. Table.SelectMany(entry => entry.Value.Members.Length == 0 ? [entry.Key.Split('.')[^1]] : entry.Value.Members.Select(m => m.StartsWith('.') ? entry.Key.Split('.')[^1] : m))];

    /// <summary>The impure members that code uses, each with its reason; without what <c>pure(...)</c> encloses.</summary>
    public static ImmutableArray<string> In(SemanticModel model, SyntaxNode code) =>
        [.. code.DescendantNodes(n => !IsMarkedPure(n)).Where(n => MayCount(n)).Select(n => Describe(model.GetSymbolInfo(n).Symbol)).OfType<string>().Distinct()];

    /// <summary>"pure" or "impure" where the whole expression is marked so; empty otherwise.</summary>
    public static string MarkOf(SyntaxNode body) =>
        body is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "pure" or "impure" } name } ? name.Identifier.ValueText : "";

    private static bool IsMarkedPure(SyntaxNode node) => MarkOf(node) == "pure";

    private static bool MayCount(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => Words.Contains(name.Identifier.ValueText) || name.Parent is MemberAccessExpressionSyntax access && access.Name == name && TypeWord(access.Expression) is { } type && Words.Contains(type),
        ObjectCreationExpressionSyntax creation => Words.Contains(creation.Type.ToString().Split('.')[^1]),
        ImplicitObjectCreationExpressionSyntax => true,
        _ => false,
    };

    private static string? TypeWord(ExpressionSyntax expression) =>
        expression is SimpleNameSyntax name ? name.Identifier.ValueText : expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : null;

    private static string? Describe(ISymbol? symbol)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol or IFieldSymbol) || symbol.ContainingType is not { } type || !Table.TryGetValue($"{type.ContainingNamespace}.{type.Name}", out var entry))
        {
            return null;
        }

        if (symbol.Name == "impure")
        {
            return "marked impure";
        }

        var isConstructor = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor };
        var name = isConstructor ? $".ctor({string.Join(',', ((IMethodSymbol)symbol).Parameters.Select(p => p.Type.Name))})" : symbol.Name;
        var reason = type.Name == "Commands" && name is "sh" or "Pipe" ? Processes : entry.Reason;
        return entry.Members.Length == 0 || entry.Members.Contains(name)
            ? $"{(isConstructor ? "new " + type.Name : type.Name + "." + symbol.Name)} ({reason})" : null;
    }
}
