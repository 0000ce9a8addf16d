using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Model;

namespace Stet.Sessions.Checking;

/// <summary>What a clean process is asked to do. Behind it on the wire comes the newest state of the store.</summary>
/// <param name="Mark">Begins each line that is a message: code that is computed may write others.</param>
/// <param name="Folder">Absolute path of the workspace.</param>
/// <param name="Variables">Name and C# type of the variables that definitions may name.</param>
/// <param name="Fileless">Definitions without a file, by key, as the store has them.</param>
/// <param name="Formulas">What is to be computed.</param>
internal sealed record CheckRequest(string Mark, string Folder, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Fileless, IReadOnlyList<FormulaRequest> Formulas)
{
    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(JsonSerializer.Serialize(this, CheckJson.Default.CheckRequest));
    }

    public static CheckRequest Read(Stream from)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        return JsonSerializer.Deserialize(reader.ReadString(), CheckJson.Default.CheckRequest)!;
    }
}

/// <param name="Directory">Where relative file names begin.</param>
/// <param name="Version">Of the value that the workspace has; null where it has none. Where another one comes out, the formula is computed once more, to tell what that means.</param>
internal sealed record FormulaRequest(string Name, string Directory, string? Version);

/// <summary>What a clean process says, a line of JSON each.</summary>
internal sealed record CheckMessage
{
    public Diagnostic? Trouble { get; init; }

    /// <summary>The formula that is being computed from now on.</summary>
    public string? Begun { get; init; }

    public ComputedFormula? Computed { get; init; }

    /// <summary>What was said of a formula before, with what came out when it was computed once more.</summary>
    public ComputedFormula? Repeated { get; init; }

    /// <summary>The store's files have changed since that state was written: a newer one is needed.</summary>
    public bool Moved { get; init; }

    /// <summary>All was done.</summary>
    public bool Done { get; init; }

    public string ToLine(string mark) => mark + JsonSerializer.Serialize(this, CheckJson.Default.CheckMessage);

    /// <summary>Null where the line is no message.</summary>
    public static CheckMessage? Read(string line, string mark) =>
        line.StartsWith(mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize(line.AsSpan(mark.Length), CheckJson.Default.CheckMessage) : null;
}

/// <summary>A formula as a clean process computed it.</summary>
/// <param name="Version">Of the value, or of the error.</param>
/// <param name="Code">Of its code with all it reaches.</param>
/// <param name="Inputs">Versions of the variables and files that it was computed from, by name.</param>
/// <param name="Reads">Versions of the formulas that it read.</param>
/// <param name="Text">The value, short.</param>
/// <param name="Error">What it threw.</param>
internal sealed record ComputedFormula(
    string Name, string Version, string Code, IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Reads, string Text, string? Error)
{
    /// <summary>Why it could not be computed: a value that it needs is not to be had in another process.</summary>
    public string? Unavailable { get; init; }

    /// <summary>The value has parts that belong to a process and cannot be compared.</summary>
    public bool IsLive { get; init; }

    /// <summary>What came out when it was computed once more in the same process; null where it was not, or gave the same.</summary>
    public string? Again { get; init; }

    /// <summary>What the value is apart from the order in which hashed collections have their elements; null where it has no such collection.</summary>
    public string? Unordered { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(CheckMessage))]
internal sealed partial class CheckJson : JsonSerializerContext;
