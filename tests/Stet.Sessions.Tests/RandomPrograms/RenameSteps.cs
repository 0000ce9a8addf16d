namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>Renamings of all that has a name, and those that must be refused.</summary>
internal sealed class RenameSteps(RandomProgram program, Random random)
{
    public ProgramStep Next()
    {
        var (path, set, prefix) = Renameable(random.Next(10));
        var name = program.Fresh(prefix);
        set(name);
        return new($"rename to {prefix}", $"rename {path} {name}", IsCommand: true) { CanBeUndone = true };
    }

    private (string Path, Action<string> Set, string Prefix) Renameable(int kind)
    {
        var type = program.Pick(program.Types);
        var field = program.Pick(type.Fields);
        var member = program.Pick(program.Members);
        var function = program.Functions.Where(f => !f.IsBroken).FirstOrDefault();
        return kind switch
        {
            0 => (program.Color.Name, n => program.Color.Name = n, "Hue"),
            1 => ($"{program.Color.Name}.{member.Name}", n => member.Name = n, "M"),
            2 => (program.Interface.Name, n => program.Interface.Name = n, "I"),
            3 => random.Next(2) == 0 ? (program.All.Name, n => program.All.Name = n, "all") : (program.Calls.Name, n => program.Calls.Name = n, "calls"),
            4 when function is not null => (function.Name, n => function.Name = n, "Get"),
            5 when function is not null => ($"{function.Name}.{function.Parameter}", n => function.Parameter = n, "p"),
            6 when program.Types.FirstOrDefault(t => t.Parameter is not null) is { } generic => ($"{generic.Name}.{generic.Parameter}", n => generic.Parameter = n, "T"),
            7 when program.Formulas.FirstOrDefault(f => f.IsReadable) is { } formula => (formula.Name, n => formula.Name = n, "Sum"),
            < 9 => (type.Name, n => type.Name = n, "Type"),
            _ => ($"{type.Name}.{field.Name}", n => field.Name = n, "F"),
        };
    }

    public ProgramStep ToTaken()
    {
        var type = program.Pick(program.Types);
        List<string> ofTypes = type.Parameter is null ? [program.Color.Name, program.Interface.Name] : []; // Types may differ in their number of parameters only.
        var taken = program.Pick<string>([.. ofTypes, program.All.Name, "class", "undo", "1x"]);
        return type.Fields.Count > 1 && random.Next(2) == 0
            ? new("field renamed to a taken name", $"rename {type.Name}.{type.Fields[0].Name} {type.Fields[1].Name}", "STET0430", true)
            : new("type renamed to a taken name", $"rename {type.Name} {taken}", "STET0430", true);
    }
}
