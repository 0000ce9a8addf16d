using System.Diagnostics;
using System.Text.RegularExpressions;
using Stet.Model;
using Stet.Runtime;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>Exceptions as the user should see them: their own lines, in their own files, without the machinery's.</summary>
internal static partial class UserStack
{
    public static Diagnostic Describe(Exception thrown, string source, string code, World world)
    {
        thrown = thrown is TypeInitializationException { InnerException: VariableUnavailableException cause } ? cause : thrown;
        var frames = Folded(Frames(thrown, world)).Take(20).ToList();
        var first = frames.FirstOrDefault(f => f.Source == source);
        var line = first?.Line ?? 1;
        var lines = code.Split('\n');
        var text = line <= lines.Length ? lines[line - 1] : "";
        var where = frames.Count == 0 || frames is [{ Function: "" }] ? "" : "\n" + string.Join('\n', frames.Select(f => $"   at {(f.Function.Length > 0 ? f.Function + " in " : "")}{f.Source}:{f.Line}{(f.Times > 1 ? $" ({f.Times:N0} times)" : "")}"));
        return new(Severity.Error, thrown.GetType().Name, Message(thrown) + where, source, line, 1, line, Math.Max(2, text.Length + 1), text);
    }

    private static string Message(Exception thrown)
    {
        var inner = thrown.InnerException is { } cause ? $" ({cause.GetType().Name}: {Message(cause)})" : "";
        return thrown.Message + inner;
    }

    /// <summary>A recursion is one line, with how often.</summary>
    private static IEnumerable<UserFrame> Folded(IEnumerable<UserFrame> frames)
    {
        UserFrame? last = null;
        foreach (var frame in frames)
        {
            if (last is not null && last with { Times = 1 } == frame)
            {
                last = last with { Times = last.Times + 1 };
                continue;
            }

            if (last is not null)
            {
                yield return last;
            }

            last = frame;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private static IEnumerable<UserFrame> Frames(Exception thrown, World world)
    {
        foreach (var frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file || frame.GetFileLineNumber() == 0 || frame.GetMethod()?.IsDefined(typeof(StackTraceHiddenAttribute), false) == true)
            {
                continue;
            }

            var name = FunctionName(frame.GetMethod()?.Name ?? "", frame.GetMethod()?.DeclaringType);
            if (Symbol().Match(file) is { Success: true } symbol)
            {
                var part = world.Graph.Definitions.GetValueOrDefault(symbol.Groups[1].Value)?.Parts.ElementAtOrDefault(int.Parse(symbol.Groups[2].ValueSpan));
                yield return new(name, part?.Home.File ?? symbol.Groups[1].Value, frame.GetFileLineNumber() + (part?.Home.Line ?? 1) - 1);
            }
            else if (file.StartsWith("In[", StringComparison.Ordinal))
            {
                yield return new(name, file, frame.GetFileLineNumber());
            }
            else if (frame.GetMethod()?.Module.Assembly is { } assembly && WorldLoader.UnitOf(assembly) is not null && File.Exists(file))
            {
                yield return new(name, file, frame.GetFileLineNumber()); // The source of a referenced project.
            }
        }
    }

    private static string FunctionName(string method, Type? type)
    {
        var owner = type;
        while (owner is { IsNested: true } && owner.Name.StartsWith('<'))
        {
            method = GeneratedName().Match(owner.Name) is { Success: true } machine ? machine.Groups[1].Value : method;
            owner = owner.DeclaringType;
        }

        var plain = GeneratedName().Match(method) is { Success: true } generated ? generated.Groups[1].Value : method;
        plain = MemoBody().Replace(plain, "");
        if (plain == "__formula" && owner is not null)
        {
            return owner.Name["F_".Length..];
        }

        return owner is null || owner.Namespace == "__stet" ? (plain == "__Run" ? "" : plain) : $"{owner.Name}.{(plain == ".ctor" ? "new" : plain)}";
    }

    [GeneratedRegex(@"^def:(.+)#(\d+)$")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"^__memo\d+_")]
    private static partial Regex MemoBody();

    [GeneratedRegex("^<([^>]+)>")]
    private static partial Regex GeneratedName();

    private sealed record UserFrame(string Function, string Source, int Line, int Times = 1);
}
