namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>One thing done to the program.</summary>
/// <param name="Refused">The code of the error that must come; null where it must succeed.</param>
/// <param name="IsCommand">It stands alone; otherwise the check may be submitted with it.</param>
internal sealed record ProgramStep(string Code, string? Refused = null, bool IsCommand = false)
{
    /// <summary>What <c>force</c>, right after, does to the model; null where it is not tried.</summary>
    public Action? Forced { get; init; }

    /// <summary>It changes definitions or names, so that it can be taken back and made again.</summary>
    public bool CanBeUndone { get; init; }
}

/// <summary>Random steps, carried out on the model as they are given.</summary>
internal sealed class ProgramSteps(RandomProgram program, Random random)
{
    public ProgramStep Next() => random.Next(18) switch
    {
        0 => Enum(),
        < 6 => Redefine(program.Pick(program.Types)),
        < 10 => Rename(),
        10 => RenameToTaken(),
        11 => Drop(),
        12 => AddFunction(),
        13 => AddLambda(),
        14 => Set(),
        < 17 => AddFormula(),
        _ => new(program.NewObject()),
    };

    private ProgramStep Enum()
    {
        program.Members = [.. program.Members.OrderBy(_ => random.Next()), new(program.Fresh("M"))];
        return new(program.EnumSource) { CanBeUndone = true };
    }

    private ProgramStep Redefine(ModelType type)
    {
        var (first, before) = (type.Fields[0], type.Source);
        switch (random.Next(6))
        {
            case 0:
                type.Fields = [.. type.Fields.OrderBy(_ => random.Next())];
                break;
            case 1 when type.Fields.Count > 1 && first.Kind != FieldKind.Parameter:
                return Remove(type, first);
            case 2 when type.Fields.FirstOrDefault(f => f is { Kind: FieldKind.Number, Number: "int" }) is { } wide:
                wide.Number = program.Pick(RandomProgram.Numbers);
                break;
            case 3 when !IsUsed(first):
                type.Fields.ForEach(f => f.Former = null);
                (first.Former, first.Name) = (first.Name, program.Fresh("F"));
                break;
            case 4 when !IsHeld(type):
                type.Kind = program.Pick(RandomProgram.Kinds);
                type.WasStruct |= type.IsStruct;
                break;
            default:
                var added = program.NewField(type);
                type.Fields.Add(added);
                Each(type, o => o.Fields[added] = added.Initial);
                break;
        }

        return new(type.Source) { CanBeUndone = type.Source != before };
    }

    /// <summary>Where a function or lambda reads the field, it is refused; forced, the function is broken until it is defined again.</summary>
    private ProgramStep Remove(ModelType type, ModelField field)
    {
        var before = type.Fields;
        type.Fields = [.. before.Skip(1)];
        var source = type.Source;
        if (!IsUsed(field))
        {
            Each(type, o => o.Fields.Remove(field));
            return new(source) { CanBeUndone = true };
        }

        type.Fields = before;
        return new(source, "STET0100")
        {
            Forced = program.Lambdas.Any(l => l.Field == field) ? null : () =>
            {
                type.Fields = [.. before.Skip(1)];
                Each(type, o => o.Fields.Remove(field));
                program.Functions.Where(f => f.Field == field).ToList().ForEach(f => f.IsBroken = true);
                program.Formulas.Where(f => f.By is null && f.Own == field).ToList().ForEach(f => f.IsBroken = true);
            },
        };
    }

    private ProgramStep Rename()
    {
        var (path, set, prefix) = Renameable(random.Next(10));
        var name = program.Fresh(prefix);
        set(name);
        return new($"rename {path} {name}", IsCommand: true) { CanBeUndone = true };
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

    private ProgramStep RenameToTaken()
    {
        var type = program.Pick(program.Types);
        List<string> ofTypes = type.Parameter is null ? [program.Color.Name, program.Interface.Name] : []; // Types may differ in their number of parameters only.
        var taken = program.Pick<string>([.. ofTypes, program.All.Name, "class", "undo", "1x"]);
        return type.Fields.Count > 1 && random.Next(2) == 0 ? new($"rename {type.Name}.{type.Fields[0].Name} {type.Fields[1].Name}", "STET0430", true) : new($"rename {type.Name} {taken}", "STET0430", true);
    }

    private ProgramStep Drop()
    {
        if (random.Next(2) == 0 && program.Functions.Count > 0)
        {
            var function = program.Pick(program.Functions);
            List<ModelFormula> readers = [.. program.Formulas.Where(f => f.By == function)];
            if (readers.Count > 0 && random.Next(2) == 0)
            {
                return new($"drop {function.Name}", "STET0406", true);
            }

            program.Functions.Remove(function);
            readers.ForEach(f => program.Formulas.Remove(f));
            return new($"drop {string.Join(' ', readers.Select(f => f.Name).Append(function.Name))}", IsCommand: true);
        }

        var type = program.Pick(program.Types);
        List<ModelFunction> own = [.. program.Functions.Where(f => f.Type == type)];
        List<ModelFormula> over = [.. program.Formulas.Where(f => f.Type == type)];
        var code = $"drop {string.Join(' ', over.Select(f => f.Name).Concat(own.Select(f => f.Name)).Append(type.Name))}";
        var isUsed = program.Types.SelectMany(t => t.Fields).Any(f => f.Other == type) || program.Objects.Any(o => o.Type == type || o.Argument == type);
        if (!isUsed && program.Types.Count < 3)
        {
            return AddFunction();
        }

        if (!isUsed)
        {
            program.Types.Remove(type);
            own.ForEach(f => program.Functions.Remove(f));
            over.ForEach(f => program.Formulas.Remove(f));
        }

        return new(code, isUsed ? "STET0406" : null, true);
    }

    /// <summary>A new function, or a broken one mended.</summary>
    private ProgramStep AddFunction()
    {
        var function = program.Functions.FirstOrDefault(f => f.IsBroken && program.Types.Contains(f.Type));
        if (function is not null)
        {
            (function.Field, function.IsBroken) = (program.Pick(function.Type.Fields), false);
        }
        else
        {
            var type = program.Pick(program.Types.Where(t => t.Parameter is null).ToArray());
            program.Functions.Add(function = new(program.Fresh("Get"), "x", type, program.Pick(type.Fields)));
        }

        return new(function.Source) { CanBeUndone = true };
    }

    /// <summary>A new formula, or a broken one mended.</summary>
    private ProgramStep AddFormula()
    {
        var formula = program.Formulas.FirstOrDefault(f => f.IsBroken && program.Types.Contains(f.Type));
        if (formula is not null)
        {
            (formula.Own, formula.IsBroken) = (program.Pick(formula.Type.Fields), false);
        }
        else
        {
            var by = program.Functions.Where(f => !f.IsBroken).OrderBy(_ => random.Next()).FirstOrDefault();
            var type = by?.Type ?? program.Pick(program.Types.Where(t => t.Parameter is null).ToArray());
            program.Formulas.Add(formula = new(program.Fresh("Sum"), type, program.Pick(type.Fields), by));
        }

        return new(formula.SourceOver(program.All)) { CanBeUndone = true };
    }

    /// <summary>Alone: the submission is kept as a whole, so what else is in it would count as used by the lambda.</summary>
    private ProgramStep AddLambda()
    {
        if (program.Objects.Count == 0 || program.Lambdas.Count > 4)
        {
            return new(program.NewObject());
        }

        var of = program.Pick(program.Objects);
        var field = program.Pick(of.Type.Fields);
        program.Lambdas.Add((of, field));
        return new($"{{ var o = ({of.TypeText}){program.All.Name}[{program.Objects.IndexOf(of)}]; {program.Calls.Name}.Add(() => o.{field.Name}); }}", IsCommand: true);
    }

    /// <summary>Through one place: whoever shares the object sees it.</summary>
    private ProgramStep Set()
    {
        if (program.Objects.Where(o => !o.Type.WasStruct).ToArray() is not { Length: > 0 } objects)
        {
            return new(program.NewObject());
        }

        var target = program.Pick(objects);
        var field = program.Pick(target.Type.Fields);
        var (source, value) = program.NewValue(field, target);
        target.Fields[field] = value;
        return new($"(({target.TypeText}){program.All.Name}[{program.Objects.IndexOf(target)}]).{field.Name} = {source};");
    }

    private void Each(ModelType type, Action<ModelObject> change) => program.Objects.Where(o => o.Type == type).ToList().ForEach(change);

    private bool IsUsed(ModelField field) =>
        program.Functions.Any(f => f.Field == field && !f.IsBroken) || program.Formulas.Any(f => f.By is null && f.Own == field && !f.IsBroken) || program.Lambdas.Any(l => l.Field == field);

    /// <summary>Whether something names the type where null may stand: then it stays a class.</summary>
    private bool IsHeld(ModelType type) =>
        type.Parameter is not null || program.Types.SelectMany(t => t.Fields).Any(f => f.Other == type) || program.Objects.Any(o => o.Argument == type) || program.Lambdas.Any(l => l.Object.Type == type);
}
