using System.Reflection;
using System.Text;
using Stet.Calling;
using Stet.CommandLine.Reading;
using Stet.CommandLine.Values;
using Stet.Display;

namespace Stet.CommandLine.Exported;

/// <summary>The whole of an exported program but its function: words in, result and exit code out, as <c>stet call</c> does it.</summary>
public static class ExportedProgram
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 2;

    /// <param name="holder">The class in which the overloads are.</param>
    /// <param name="comments">The documentation comment of each overload, in order.</param>
    /// <param name="typeComments">Those of types, by name.</param>
    public static async Task<int> Run(Type holder, string name, string[] comments, Dictionary<string, string> typeComments, string[] words)
    {
        var output = new LineEnds(Console.OpenStandardOutput());
        Console.SetOut(output);
        var function = new CallableFunction(name, holder.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.Name == name),
            i => FunctionComment.Of(comments.ElementAtOrDefault(i) ?? ""), type => FunctionComment.Of(typeComments.GetValueOrDefault((type.FullName ?? "").Replace('+', '.'), "")));
        var reading = CommandLineReader.Read(function, words);
        if (reading.Help)
        {
            output.Write(HelpText.Of(function, "", Console.IsOutputRedirected ? 120 : Console.WindowWidth));
            return Done;
        }

        if (reading.IsWrong)
        {
            return Wrong(name, reading.Errors);
        }

        try
        {
            await Call(reading, output);
            return Done;
        }
        catch (OptionTextException wrong)
        {
            return Wrong(name, [wrong.Message]);
        }
        catch (Exception thrown)
        {
            output.EndLine();
            Console.Error.Write($"error {thrown.GetType().Name}: {thrown.Message}\n{string.Concat(Frames(thrown, holder.Assembly))}");
            return Failed;
        }
    }

    /// <summary>The function's own lines.</summary>
    private static IEnumerable<string> Frames(Exception thrown, Assembly program) =>
        new System.Diagnostics.StackTrace(thrown, fNeedFileInfo: true).GetFrames().Where(f => f.GetFileLineNumber() > 0 && f.GetMethod()?.Module.Assembly == program)
            .Select(f => $"   at {f.GetMethod()!.Name} in {Path.GetFileName(f.GetFileName())}:{f.GetFileLineNumber()}\n");

    private static int Wrong(string name, IEnumerable<string> errors)
    {
        Console.Error.Write(string.Concat(errors.Select(e => $"{name}: {e}\n")) + $"Try: {name} --help\n");
        return Usage;
    }

    private static async Task Call(CallReading reading, LineEnds output)
    {
        var method = reading.Overload.Method;
        var returned = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, CallObjects.Of(reading), null);
        var (type, value) = CallCode.IsAwaited(method.ReturnType) ? await Awaited(method.ReturnType, returned!) : (method.ReturnType, returned);
        if (type != typeof(void))
        {
            var text = ValueText.Show(value, type, reading.Form, DisplayOptions.Default with { StopsTheRun = _ => false });
            output.EndLine();
            output.WriteLine(text);
        }
    }

    private static async Task<(Type, object?)> Awaited(Type type, object returned)
    {
        var task = returned as Task ?? (returned is ValueTask plain ? plain.AsTask() : (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!);
        await task;
        return type.IsGenericType ? (type.GetGenericArguments()[0], task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task)) : (typeof(void), null);
    }

    /// <summary>Standard output that knows whether a line has been begun.</summary>
    private sealed class LineEnds(Stream stream) : StreamWriter(stream, new UTF8Encoding(false))
    {
        private bool isMidLine;

        public override bool AutoFlush => true;

        public override void Write(char value)
        {
            isMidLine = value != '\n';
            base.Write(value);
            Flush();
        }

        public override void Write(string? value)
        {
            isMidLine = string.IsNullOrEmpty(value) ? isMidLine : value[^1] != '\n';
            base.Write(value);
            Flush();
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void WriteLine() => Write("\n");

        public override void WriteLine(string? value) => Write(value + "\n");

        public void EndLine()
        {
            if (isMidLine)
            {
                Write("\n");
            }
        }
    }
}
