using System.Text;

namespace Stet.Effects.Shell;

/// <summary>Words to arguments, in the order of a shell: braces, tilde, parameters and substitutions, splitting, file names.</summary>
internal sealed class Expander(ShellWalk walk)
{
    /// <summary>Braces multiply: what is beyond is not looked at.</summary>
    private const int Most = 4000;

    private ShellState State => walk.State;

    public IEnumerable<Argument> Arguments(IEnumerable<Word> words) => words.SelectMany(w => BraceExpansion.Of(w).Take(Most)).SelectMany(ArgumentsOf).Take(Most).ToList();

    /// <summary>As the value of an assignment or the target of a redirection: one text, not split; null where it is not known.</summary>
    public string? Text(Word word)
    {
        var fields = Fields(word, split: false);
        return fields.Any(f => f.IsUnknown) ? null : Globbing.Unescape(string.Join(' ', fields.Select(f => f.Pattern)));
    }

    /// <summary>The target of a redirection: file names are matched too.</summary>
    public Argument Target(Word word) => ArgumentsOf(word) is [var only] ? only : new(Text(word));

    private List<Argument> ArgumentsOf(Word word) => [.. Fields(word, split: true).SelectMany(Named)];

    private IEnumerable<Argument> Named(Field field)
    {
        if (field.IsUnknown || !Globbing.IsPattern(field.Pattern))
        {
            return [field.IsUnknown ? new(null, field.Pattern) : new(Globbing.Unescape(field.Pattern))];
        }

        if (State.Directory is null && !field.Pattern.StartsWith('/'))
        {
            return [new(null)];
        }

        var found = Globbing.Expand(walk.Setting.Folders, State.Directory ?? "/", field.Pattern);
        return found.Count == 0 ? [new(Globbing.Unescape(field.Pattern))] : found.Select(f => new Argument(f));
    }

    private List<Field> Fields(Word word, bool split)
    {
        var builder = new FieldBuilder(split);
        for (var i = 0; i < word.Parts.Length; i++)
        {
            Add(word.Parts[i], builder, isFirst: i == 0);
        }

        return builder.ToFields();
    }

    private void Add(WordPart part, FieldBuilder builder, bool isFirst)
    {
        switch (part)
        {
            case TextPart text:
                var shown = isFirst && !text.Quoted ? WithHome(text.Text) : text.Text;
                builder.Literal(text.Quoted ? Globbing.Escape(shown) : shown, text.Quoted);
                break;
            case ParameterPart { Name: "@" or "*" } all:
                builder.Several(State.Positional, all.Quoted);
                break;
            case ParameterPart parameter:
                builder.Value(ParameterValue.Of(parameter, State, this), parameter.Quoted);
                break;
            case SubstitutionPart substitution:
                var produced = walk.InSubshell(() => walk.Run(substitution.Body, Produced.Unknown));
                AddProduced(produced, substitution.Quoted, builder);
                break;
            case ProcessPart process:
                builder.Literal(State.Remember(walk.InSubshell(() => walk.Run(process.Body, Produced.Unknown))), true);
                break;
            case ExpressionPart expression:
                builder.Several(walk.Setting.Expression(expression.Code)?.ToList<string?>() ?? [null], true);
                break;
            case ArithmeticPart arithmetic:
                builder.Value(Arithmetic.Of(arithmetic.Text), true);
                break;
            default:
                throw new InvalidOperationException($"{part.GetType().Name} is no part of a word.");
        }
    }

    private static void AddProduced(Produced produced, bool quoted, FieldBuilder builder)
    {
        if (produced.Items is { } items)
        {
            builder.Several([.. items], true);
        }
        else
        {
            builder.Value(produced.Text?.TrimEnd('\n'), quoted);
        }
    }

    private string WithHome(string text)
    {
        if (!text.StartsWith('~'))
        {
            return text;
        }

        var end = text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;
        return text[..end] switch
        {
            "~" => State.Value("HOME") + text[end..],
            "~+" => State.Directory + text[end..],
            _ => text,
        };
    }
}

/// <param name="Pattern">With a backslash before what is quoted; a star for each part that is not known.</param>
internal readonly record struct Field(string Pattern, bool IsUnknown);

/// <summary>Puts the pieces of a word together; unquoted values are split at white space.</summary>
internal sealed class FieldBuilder(bool split)
{
    private readonly List<Field> fields = [];
    private readonly StringBuilder current = new();
    private bool begun;
    private bool unknown;

    public void Literal(string pattern, bool quoted)
    {
        begun |= quoted || pattern.Length > 0;
        current.Append(pattern);
    }

    public void Value(string? value, bool quoted)
    {
        if (value is null)
        {
            (begun, unknown) = (true, true);
            current.Append('*');
        }
        else if (quoted || !split)
        {
            Literal(Globbing.Escape(value), quoted);
        }
        else
        {
            Split(value);
        }
    }

    public void Several(IReadOnlyList<string?> values, bool quoted)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                End();
            }

            Value(values[i], quoted);
        }
    }

    public List<Field> ToFields()
    {
        End();
        return fields;
    }

    private void Split(string value)
    {
        var words = value.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (value.Length > 0 && char.IsWhiteSpace(value[0]))
        {
            End();
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                End();
            }

            Literal(words[i], false);
        }

        if (words.Length > 0 && char.IsWhiteSpace(value[^1]))
        {
            End();
        }
    }

    private void End()
    {
        if (begun)
        {
            fields.Add(new(current.ToString(), unknown));
        }

        (begun, unknown) = (false, false);
        current.Clear();
    }
}
