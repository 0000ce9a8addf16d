using System.Reflection;
using Stet.CommandLine.Reading;
using Stet.CommandLine.Values;

namespace Stet.CommandLine.Tests;

/// <summary>A command line in, and what comes of it as text: the code and the result, or the errors.</summary>
internal static class Called
{
    public static CallableFunction Function(string name) =>
        new(name, typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == name), _ => FunctionComment.None, _ => FunctionComment.None);

    public static CallReading Read(string name, params string[] words) => CommandLineReader.Read(Function(name), words);

    public static string Code(string name, params string[] words) =>
        Read(name, words) is var reading && reading.IsWrong ? string.Join('\n', reading.Errors) : CallCode.Of(reading, _ => false);

    public static string Result(string name, params string[] words)
    {
        var reading = Read(name, words);
        return reading.IsWrong ? string.Join('\n', reading.Errors) : $"{reading.Overload.Method.Invoke(null, CallObjects.Of(reading))}";
    }
}
