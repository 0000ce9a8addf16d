using System.Collections.Immutable;

namespace Stet.Effects.Code;

/// <summary>
/// The functions of the base library whose results are followed: those that make paths of paths, list folders, or pass elements on. What narrows
/// (<c>Where</c>, <c>Skip</c>) passes all on: what is found is a bound from above.
/// </summary>
internal static class Functions
{
    private static readonly HashSet<string> PassOn =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Skip", "Take", "SkipLast", "TakeLast", "SkipWhile", "TakeWhile", "ToList", "ToArray",
        "ToHashSet", "AsEnumerable", "Reverse", "Distinct", "DistinctBy", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "Min", "Max", "MinBy", "MaxBy", "Cast", "OfType",
        "AsParallel", "AsSequential", "AsOrdered", "Shuffle", "GetEnumerator", "get_Current", "AsReadOnly", "AsSpan", "GetRange", "FindAll", "Find", "Dequeue", "Pop", "Peek", "ToString", "get_Value",
        "GetAwaiter", "GetResult", "get_Result", "ConfigureAwait", "FromResult", "Clone", "op_Implicit", "get_FullName", "AsMemory", "AsQueryable", "Chunk", "get_FileSystemInfo", "Trim", "get_OriginalString",
    ];

    public static CodeValue Of(string type, string name, bool isNew, bool hasThis, ImmutableArray<CodeValue> arguments)
    {
        var all = arguments is [CollectionValue only] ? [.. only.Items] : arguments;
        return (type, name) switch
        {
            ("Stet.Runtime.Background", "Of" or "Watch") => arguments[0],
            ("Stet.Runtime.BegunStatics", "Begin") => new FunctionValue("invoke", [arguments[^1]]),
            ("System.String", "Concat") => new FunctionValue("concat", all),
            ("System.String", "Format") => new FunctionValue("format", arguments is [var format, CollectionValue items] ? [format, .. items.Items] : arguments),
            ("System.String", "Replace" or "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Substring") => new FunctionValue(name, arguments),
            ("System.IO.Path", "Combine" or "Join") => new FunctionValue(name, all),
            ("System.IO.Path", "GetFullPath") => arguments[0],
            ("System.IO.Path", "ChangeExtension" or "GetFileName" or "GetDirectoryName" or "GetFileNameWithoutExtension" or "GetExtension") => new FunctionValue(name, arguments),
            ("System.IO.Path", "GetTempPath") => new FunctionValue("temporary", []),
            ("System.IO.FileSystemInfo" or "System.IO.FileInfo" or "System.IO.DirectoryInfo", "get_Name") => new FunctionValue("GetFileName", arguments),
            ("System.IO.FileInfo", "get_DirectoryName" or "get_Directory") => new FunctionValue("GetDirectoryName", arguments),
            ("System.IO.Directory" or "System.IO.DirectoryInfo", "GetFiles" or "EnumerateFiles") => new FunctionValue("files", arguments),
            ("System.IO.Directory" or "System.IO.DirectoryInfo", "GetDirectories" or "EnumerateDirectories") => new FunctionValue("folders", arguments),
            ("System.IO.Directory" or "System.IO.DirectoryInfo", "GetFileSystemEntries" or "EnumerateFileSystemEntries" or "GetFileSystemInfos" or "EnumerateFileSystemInfos") => new FunctionValue("entries", arguments),
            ("System.Diagnostics.ProcessStartInfo", ".ctor") => new FunctionValue("program", arguments),
            ("System.IO.FileInfo" or "System.IO.DirectoryInfo" or "System.Uri" or "System.Collections.Generic.List`1" or "System.Collections.Generic.HashSet`1", ".ctor") when arguments.Length > 0 => arguments[0],
            ("System.Linq.Enumerable", "Concat" or "Union" or "Append" or "Prepend") or ("System.Delegate", "Combine") => CodeValue.Either(arguments),
            (_, "get_Item" or "ElementAt" or "GetValue") when arguments.Length == 2 => new FunctionValue("element", arguments),
            _ when !isNew && arguments.Length > 0 && PassOn.Contains(name) => arguments[0],
            _ => CodeValue.Unknown,
        };
    }
}
