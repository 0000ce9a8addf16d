using Stet.CommandLine;
using Stet.Language.Exporting;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Sessions.FunctionCalls;
using Stet.Sessions.Renaming;
using Stet.Worlds;

namespace Stet.Sessions.Exporting;

/// <summary>
/// <c>stet export f</c>: the function with all code that it reaches and no other, as a C# project that builds and runs without Stet, with the command line that <c>stet call f</c> has.
/// Changes nothing.
/// </summary>
internal sealed class Export(Engine engine)
{
    /// <param name="folder">Where it is to be; absolute.</param>
    public async Task<ExportedProject> Of(string name, string folder)
    {
        if (!engine.Store.Trusted)
        {
            return ExportedProject.Refused(Submitting.UntrustedView.Refusal("export").Message);
        }

        using var turn = await engine.Foreground.Enter($"export {name}", _ => { }).ConfigureAwait(false);
        foreach (var note in FileRefresh.Refresh(engine))
        {
            engine.LaterNotes.Enqueue(note);
        }

        var functions = new WorkspaceFunctions(engine);
        return functions.All.FirstOrDefault(f => f.SimpleName == name) is not { } function
            ? ExportedProject.Refused($"there is no function {name}.{NearestName.Suggestion(name, functions.All.Select(f => f.SimpleName))}")
            : Of(function, functions, folder);
    }

    private ExportedProject Of(Definition function, WorkspaceFunctions functions, string folder)
    {
        var world = engine.World;
        if (world.Broken.ContainsKey(world.Graph.GroupOf[function.Key].UnitName))
        {
            return ExportedProject.Refused($"{function.SimpleName} is broken: mend it first.");
        }

        if (functions.Of(function).Trouble is { } trouble)
        {
            return ExportedProject.Refused(trouble);
        }

        var reach = ExportReach.Of(RenameCommand.TextOf(engine), function.Key, Compiled);
        var data = reach.Variables.Select(v => (Name: v, Field: ExportedData.Field(engine.Variables, v))).ToList();
        return WhyNot(reach, [.. data.Where(d => d.Field is null).Select(d => d.Name)]) is { } why
            ? ExportedProject.Refused($"{function.SimpleName} cannot be exported: {why}.")
            : Project(function, reach, [.. data.Select(d => d.Field!)], folder);
    }

    /// <summary>Definitions that the compiled code refers to. Those of one group are compiled as one; what refers to what among them, the names say.</summary>
    private IEnumerable<string> Compiled(string key)
    {
        var world = engine.World;
        var group = world.Graph.GroupOf[key];
        return group.Members.Length > 1 || !world.Units.TryGetValue(group.UnitName, out var unit) ? []
            : unit.References.Select(r => world.Graph.MembersOf(r)).Where(m => m.Length == 1).Select(m => m[0].Key);
    }

    /// <summary>What of the function's reach has no place outside of the workspace.</summary>
    private string? WhyNot(ExportReach reach, IReadOnlyList<string> variables)
    {
        var world = engine.World;
        var broken = reach.Keys.Where(k => world.Broken.ContainsKey(world.Graph.GroupOf[k].UnitName)).ToList();
        var waiting = reach.Keys.Where(k => world.Graph.Definitions[k].Kind == DefinitionKind.Formula && world.Graph.Definitions[k].Parts[0].Text.Contains("await ", StringComparison.Ordinal)).ToList();
        var commands = reach.Commands.Except(["pure", "impure"]).ToList();
        return variables.Count > 0 ? $"it reads {Listed(variables)}, whose {(variables.Count == 1 ? "value" : "values")} C# cannot write down. Give {(variables.Count == 1 ? "it" : "them")} as {(variables.Count == 1 ? "a parameter" : "parameters")}"
            : commands.Count > 0 ? $"it uses {Listed(commands)} of Stet, which there is only in a workspace"
            : broken.Count > 0 ? $"it uses {Listed(broken)}, which {(broken.Count == 1 ? "is" : "are")} broken"
            : waiting.Count > 0 ? $"it reads {Listed(waiting)}, a formula that waits for its value. Make it an async function"
            : null;
    }

    private ExportedProject Project(Definition function, ExportReach reach, IReadOnlyList<string> data, string folder)
    {
        var world = engine.World;
        var holder = Free("Functions", name => reach.Keys.Any(k => world.Graph.Definitions[k].SimpleName == name) || reach.Variables.Contains(name));
        var code = new ExportedCode(world, reach, holder);
        var marks = reach.Commands.Where(c => c is "pure" or "impure").Select(c => $"public static T {c}<T>(T value) => value;");
        string[] members = [.. data, .. marks];
        var input = reach.Spaces.Contains("Stet.Calling") ? "Stet.Calling" : "";
        var types = reach.Keys.Select(k => world.Graph.Definitions[k]).Where(d => d.Kind == DefinitionKind.Type && !Opening.IsFileless(d));
        IEnumerable<ExportedFile> files =
        [
            new($"{function.SimpleName}.csproj", ProgramFiles.Project(function.SimpleName, ExportedReferences.Of(world, reach, engine.Folder, folder))),
            .. ProgramFiles.CommandLine(),
            new("Program.cs", ProgramFiles.Entry(function, holder, types)),
            new("Usings.cs", code.Usings(input)),
            .. members.Length == 0 ? Array.Empty<ExportedFile>() : [new("Data.cs", $"public static partial class {holder}\n{{\n{string.Concat(members.Select(m => $"    {m}\n"))}}}\n")],
            .. code.Files().Select(f => new ExportedFile(f.Path, f.Content)),
        ];
        var told = reach.Variables.Count == 0 ? Array.Empty<string>() : [$"exported as data, with the values of now: {string.Join(", ", reach.Variables)}"];
        return new([.. files], told, "");
    }

    private static string Free(string name, Func<string, bool> isTaken) => isTaken(name) ? Free(name + "_", isTaken) : name;

    private static string Listed(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
