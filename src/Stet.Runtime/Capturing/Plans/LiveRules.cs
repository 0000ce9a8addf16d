using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Which types cannot outlive the process, and why.</summary>
internal static class LiveRules
{
    /// <summary>Why no object of this class can be stored; null where it may be.</summary>
    public static string? Why(Type type)
    {
        if (IsData(type)) return null;
        foreach (var (root, reason) in Roots)
            if (root.IsAssignableFrom(type)) return reason;
        if (NamedRoot(type) is { } named) return named;
        if (!Origins.IsFramework(type)) return HoldsPointers(type) && Origins.IsPackage(type) ? "it holds native memory" : null;
        if (HasFinalizer(type)) return "it holds something of the system's that must be released";
        if (HoldsPointers(type)) return "it holds native memory";
        return Plain.Contains(type.Namespace ?? "") || PlainNames.Contains(type.FullName ?? "") ? null : "it belongs to the running framework";
    }

    /// <summary>Classes that hold data although what they derive from is mostly something of the process.</summary>
    static bool IsData(Type type) =>
        type == typeof(System.IO.StringReader) || type == typeof(System.IO.StringWriter) || typeof(System.IO.FileSystemInfo).IsAssignableFrom(type) ||
        typeof(Exception).IsAssignableFrom(type);

    /// <summary>Framework and package structs that stand for something outside the managed heap.</summary>
    public static bool HoldsHandle(Type type) =>
        (Origins.IsFramework(type) || Origins.IsPackage(type)) && type.IsValueType && type != typeof(nint) && type != typeof(nuint) &&
        (type == typeof(GCHandle) || type.Namespace == "System.Threading" && type != typeof(CancellationToken) ||
            ObjectMemory.DeclaredFields(type).Any(f => IsAddress(f.FieldType)));

    public static bool HasFinalizer(Type type)
    {
        if (!type.IsClass) return false;
        var method = type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes);
        return method is not null && method.DeclaringType != typeof(object);
    }

    static bool HoldsPointers(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            if (ObjectMemory.DeclaredFields(at).Any(f => IsAddress(f.FieldType))) return true;
        return false;
    }

    static bool IsAddress(Type type) => type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint);

    static readonly (Type Root, string Reason)[] Roots =
    [
        (typeof(SafeHandle), "it is a handle of the operating system"),
        (typeof(System.IO.Stream), "it is an open stream"),
        (typeof(System.IO.TextReader), "it reads from an open stream"),
        (typeof(System.IO.TextWriter), "it writes to an open stream"),
        (typeof(WaitHandle), "threads wait on it"),
        (typeof(Thread), "it is a thread"),
        (typeof(Timer), "it is a running timer"),
        (typeof(Assembly), "it is loaded code"),
        (typeof(Module), "it is loaded code"),
        (typeof(HttpMessageInvoker), "it holds network connections"),
        (typeof(HttpMessageHandler), "it holds network connections"),
        (typeof(Task), "it is still running"),
        (typeof(CriticalFinalizerObject), "it holds something of the system's that must be released"),
        (typeof(MarshalByRefObject), "it belongs to the running process"),
    ];

    static string? NamedRoot(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (Names.TryGetValue(at.FullName ?? "", out string? reason)) return reason;
        return null;
    }

    /// <summary>Types of assemblies that this one does not refer to.</summary>
    static readonly Dictionary<string, string> Names = new()
    {
        ["System.Net.Sockets.Socket"] = "it is a network connection",
        ["System.Net.Sockets.TcpClient"] = "it is a network connection",
        ["System.Net.Sockets.TcpListener"] = "it is a network connection",
        ["System.Net.Sockets.UdpClient"] = "it is a network connection",
        ["System.Diagnostics.Process"] = "it is a process",
        ["System.IO.FileSystemWatcher"] = "it watches files",
        ["System.Data.Common.DbConnection"] = "it is a database connection",
        ["System.Threading.PeriodicTimer"] = "it is a running timer",
        ["System.Timers.Timer"] = "it is a running timer",
    };

    /// <summary>
    /// Namespaces of the framework whose classes are stored by their fields where they have no surrogate, no finaliser, no pointer
    /// and no handle: they hold data and nothing of the process.
    /// </summary>
    static readonly HashSet<string> Plain =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Collections.ObjectModel", "System.Collections.Specialized",
        "System.Collections.Immutable", "System.Collections.Concurrent", "System.ComponentModel", "System.Dynamic", "System.Globalization",
        "System.Linq", "System.Linq.Expressions", "System.Numerics", "System.Runtime.CompilerServices", "System.Text", "System.Text.Json",
        "System.Text.Json.Nodes", "System.Text.Json.Serialization.Converters", "System.Text.RegularExpressions", "System.Xml.Linq",
        "System.Drawing", "System.IO", "System.ComponentModel.DataAnnotations", "System.Security.Claims",
        "System.Diagnostics", "System.Buffers", "System.Net.Mail", "System.Net.Http.Headers",
    ];

    /// <summary>Single classes of other namespaces, for the same reason.</summary>
    static readonly HashSet<string> PlainNames =
    [
        "System.Net.IPAddress", "System.Net.IPEndPoint", "System.Net.DnsEndPoint", "System.Net.Cookie", "System.Net.CookieCollection",
        "System.Net.NetworkCredential", "System.Net.IPNetwork",
    ];
}
