namespace Stet.Sessions.Tests.RandomPrograms;

/// <summary>Random steps, carried out on the model as they are given.</summary>
internal sealed class ProgramSteps(RandomProgram program, Random random)
{
    private readonly RenameSteps renames = new(program, random);

    /// <summary>Of the program's types, or of one of its parts.</summary>
    public ProgramStep Next() => program.Parts.Count > 0 && random.Next(2) == 0 ? program.Pick(program.Parts).Next() : OfTypes();

    private ProgramStep OfTypes() => random.Next(18) switch
    {
        0 => Enum(),
        < 6 => Redefine(program.Pick(program.Types)),
        < 10 => renames.Next(),
        10 => renames.ToTaken(),
        11 => Drop(),
        12 => AddFunction(),
        13 => AddLambda(),
        14 => Set(),
        < 17 => AddFormula(),
        _ => AddObject(),
    };

    private ProgramStep Enum()
    {
        var before = program.EnumSource;
        program.Members = [.. program.Members.OrderBy(_ => random.Next()), new(program.Fresh("M"))];
        return ProgramStep.Redefinition("enum", (before, program.EnumSource));
    }

    private ProgramStep Redefine(ModelType type)
    {
        var (first, before, kind) = (type.Fields[0], type.Source, "");
        switch (random.Next(7))
        {
            case 0:
                type.Fields = [.. type.Fields.OrderBy(_ => random.Next())];
                kind = "fields reordered";
                break;
            case 1 when type.Fields.Count > 1 && first.Kind != FieldKind.Parameter:
                return Remove(type, first);
            case 2 when type.Fields.FirstOrDefault(f => f is { Kind: FieldKind.Number, Number: "int" }) is { } wide:
                wide.Number = program.Pick(RandomProgram.Numbers);
                kind = "number retyped";
                break;
            case 3 when !IsUsed(first):
                type.Fields.ForEach(f => f.Former = null);
                (first.Former, first.Name) = (first.Name, program.Fresh("F"));
                kind = "field renamed by [Formerly]";
                break;
            case 4 or 5:
                var kinds = IsHeld(type) ? RandomProgram.Kinds[..2] : RandomProgram.Kinds;
                (kind, type.Kind) = (type.Kind, program.Pick([.. kinds.Where(k => k != type.Kind).Distinct()]));
                kind = $"{kind} to {type.Kind}";
                type.WasStruct |= type.IsStruct;
                break;
            default:
                var added = program.NewField(type);
                type.Fields.Add(added);
                Each(type, o => o.Fields[added] = added.Initial);
                kind = "field added";
                break;
        }

        return ProgramStep.Redefinition(kind, (before, type.Source));
    }

    /// <summary>Where a function or lambda reads the field, it is refused; forced, the function is broken until it is defined again.</summary>
    private ProgramStep Remove(ModelType type, ModelField field)
    {
        var (before, text) = (type.Fields, type.Source);
        type.Fields = [.. before.Skip(1)];
        var source = type.Source;
        if (!IsUsed(field))
        {
            Each(type, o => o.Fields.Remove(field));
            return ProgramStep.Redefinition("field removed", (text, source));
        }

        type.Fields = before;
        return new("field removed that is used", source, "STET0100")
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

    private ProgramStep Drop()
    {
        if (random.Next(2) == 0 && program.Functions.Count > 0)
        {
            var function = program.Pick(program.Functions);
            List<ModelFormula> readers = [.. program.Formulas.Where(f => f.By == function)];
            if (readers.Count > 0 && random.Next(2) == 0)
            {
                return new("function dropped that is used", $"drop {function.Name}", "STET0406", true);
            }

            program.Functions.Remove(function);
            readers.ForEach(f => program.Formulas.Remove(f));
            return new("function dropped", $"drop {string.Join(' ', readers.Select(f => f.Name).Append(function.Name))}", IsCommand: true);
        }

        var type = program.Pick(program.Types);
        List<ModelFunction> own = [.. program.Functions.Where(f => f.Type == type)];
        List<ModelFormula> over = [.. program.Formulas.Where(f => f.Type == type)];
        var code = $"drop {string.Join(' ', over.Select(f => f.Name).Concat(own.Select(f => f.Name)).Append(type.Name))}";
        var isUsed = program.Types.SelectMany(t => t.Fields).Any(f => f.Other == type) || program.Objects.Any(o => o.Type == type || o.Argument == type) || program.Parts.Any(p => p.Holds(type));
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

        return new(isUsed ? "type dropped that is used" : "type dropped", code, isUsed ? "STET0406" : null, true);
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

        return new("function", function.Source) { CanBeUndone = true };
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

        return new("formula", formula.SourceOver(program.All)) { CanBeUndone = true };
    }

    /// <summary>Alone: the submission is kept as a whole, so what else is in it would count as used by the lambda.</summary>
    private ProgramStep AddLambda()
    {
        if (program.Objects.Count == 0 || program.Lambdas.Count > 4)
        {
            return AddObject();
        }

        var of = program.Pick(program.Objects);
        var field = program.Pick(of.Type.Fields);
        program.Lambdas.Add((of, field));
        return new("lambda", $"{{ var o = ({of.TypeText}){program.All.Name}[{program.Objects.IndexOf(of)}]; {program.Calls.Name}.Add(() => o.{field.Name}); }}", IsCommand: true);
    }

    private ProgramStep AddObject() => new("object", program.NewObject());

    /// <summary>Through one place: whoever shares the object sees it.</summary>
    private ProgramStep Set()
    {
        if (program.Objects.Where(o => !o.Type.WasStruct).ToArray() is not { Length: > 0 } objects)
        {
            return AddObject();
        }

        var target = program.Pick(objects);
        var field = program.Pick(target.Type.Fields);
        var (source, value) = program.NewValue(field, target);
        target.Fields[field] = value;
        return new("value set", $"(({target.TypeText}){program.All.Name}[{program.Objects.IndexOf(target)}]).{field.Name} = {source};");
    }

    private void Each(ModelType type, Action<ModelObject> change) => program.Objects.Where(o => o.Type == type).ToList().ForEach(change);

    private bool IsUsed(ModelField field) =>
        program.Functions.Any(f => f.Field == field && !f.IsBroken) || program.Formulas.Any(f => f.By is null && f.Own == field && !f.IsBroken) || program.Lambdas.Any(l => l.Field == field);

    /// <summary>Whether something names the type where null may stand: then it stays a class.</summary>
    private bool IsHeld(ModelType type) =>
        type.Parameter is not null || program.Types.SelectMany(t => t.Fields).Any(f => f.Other == type) || program.Objects.Any(o => o.Argument == type) || program.Lambdas.Any(l => l.Object.Type == type)
        || program.Parts.Any(p => p.NeedsClass(type));
}
