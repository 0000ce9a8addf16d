using System.Collections.Immutable;

namespace Stet.Effects.Shell;

/// <summary>
/// Parses shell lines: lists, pipes, redirections, here-documents, compound commands, functions. What does not parse is read as far as it goes:
/// a line that a shell would refuse is no danger.
/// </summary>
internal sealed class ShellParser
{
    private static readonly string[] Operators = ["&&", "||", ";;", "|&", "&>>", "&>", "<<-", "<<<", "<<", ">>", ">|", ">&", "<&", "<>", ";", "&", "|", "(", ")", "<", ">", "\n"];

    private const int MostNesting = 100;

    [ThreadStatic]
    private static int nesting;

    private readonly ShellText text;
    private int depth;

    private ShellParser(string source)
    {
        text = new(source);
    }

    public static ShellNode Parse(string source)
    {
        if (nesting > MostNesting)
        {
            throw new InsufficientExecutionStackException();
        }

        nesting++;
        try
        {
            return ParseAll(source);
        }
        finally
        {
            nesting--;
        }
    }

    private static ShellNode ParseAll(string source)
    {
        var parser = new ShellParser(source.ReplaceLineEndings("\n"));
        var items = ImmutableArray.CreateBuilder<ShellNode>();
        while (!parser.text.AtEnd)
        {
            items.Add(parser.List());
            parser.text.Skip(1); // A bracket or keyword that closes nothing.
        }

        return items.Count == 1 ? items[0] : new Sequence(items.ToImmutable());
    }

    /// <summary>Up to the end, or up to a word or bracket that closes what is around it.</summary>
    private ShellNode List(params string[] closing)
    {
        var items = ImmutableArray.CreateBuilder<ShellNode>();
        for (var before = -1; before != text.Position;)
        {
            before = text.Position;
            SkipSeparators();
            if (text.AtEnd || text.Current == ')' || text.At(";;") || closing.Any(AtWord) || depth > 100)
            {
                break;
            }

            items.Add(PipelineOf(closing));
        }

        return items.Count == 1 ? items[0] : new Sequence(items.ToImmutable());
    }

    private ShellNode PipelineOf(string[] closing)
    {
        var stages = ImmutableArray.CreateBuilder<ShellNode>();
        do
        {
            SkipBlanks();
            while (AtWord("!") || AtWord("time") || AtWord("coproc"))
            {
                text.TakeWhileWord();
                SkipBlanks();
                while (text.At("-p ") || text.At("-- "))
                {
                    text.Skip(3);
                }
            }

            stages.Add(Command(closing));
            SkipBlanks();
        }
        while (Accept("|&") || (!text.At("||") && Accept("|")));
        return stages.Count == 1 ? stages[0] : new Pipeline(stages.ToImmutable());
    }

    private ShellNode Command(string[] closing)
    {
        depth++;
        try
        {
            return AtWord("{") ? Braces() : AtWord("if") ? Compound("if", ["then", "elif", "else"], "fi")
                : AtWord("while") || AtWord("until") ? While()
                : AtWord("for") || AtWord("select") ? For() : AtWord("case") ? Case() : AtWord("function") ? NamedFunction()
                : AtWord("[[") ? Test() : text.At("((") ? Arithmetic() : text.Current == '(' ? Parentheses() : Simple(closing);
        }
        finally
        {
            depth--;
        }
    }

    private ShellNode Braces()
    {
        text.Skip(1);
        var body = List("}");
        Accept("}");
        return new Group(body, Redirections());
    }

    private ShellNode Parentheses()
    {
        text.Skip(1);
        var body = List();
        Accept(")");
        return new Subshell(body, Redirections());
    }

    private ShellNode Compound(string start, string[] middle, string end)
    {
        text.Skip(start.Length);
        var bodies = ImmutableArray.CreateBuilder<ShellNode>();
        do
        {
            bodies.Add(List([.. middle, end]));
        }
        while (middle.Any(AcceptWord));
        AcceptWord(end);
        return new Group(new Sequence(bodies.ToImmutable()), Redirections());
    }

    private ShellNode While()
    {
        text.Skip(5);
        var test = List("do");
        AcceptWord("do");
        var body = List("done");
        AcceptWord("done");
        return new WhileLoop(test, body, Redirections());
    }

    private ShellNode For()
    {
        text.TakeWhileWord();
        SkipBlanks();
        if (text.At("(("))
        {
            Arithmetic();
            SkipSeparators();
            return LoopBody("", null);
        }

        var name = text.TakeWhileWord();
        SkipSeparators();
        ImmutableArray<Word>? words = AcceptWord("in") ? Words() : null;
        SkipSeparators();
        return LoopBody(name, words);
    }

    private ShellNode LoopBody(string name, ImmutableArray<Word>? words)
    {
        var closing = AcceptWord("do") ? "done" : Accept("{") ? "}" : "done";
        var body = List(closing);
        AcceptWord(closing);
        return name.Length == 0 ? new Group(body, Redirections()) : new ForLoop(name, words, body, Redirections());
    }

    private ShellNode Case()
    {
        text.Skip(4);
        Words();
        SkipSeparators();
        AcceptWord("in");
        var bodies = ImmutableArray.CreateBuilder<ShellNode>();
        for (SkipSeparators(); !text.AtEnd && !AtWord("esac"); SkipSeparators())
        {
            text.TakeBalancedPattern();
            bodies.Add(List("esac"));
            _ = Accept(";;&") || Accept(";;") || Accept(";&");
        }

        AcceptWord("esac");
        return new Group(new Sequence(bodies.ToImmutable()), Redirections());
    }

    private ShellNode NamedFunction()
    {
        text.Skip(8);
        SkipBlanks();
        var name = text.TakeWhileWord();
        Accept("()");
        SkipSeparators();
        return new FunctionDefinition(name, text.AtEnd ? Sequence.Empty : Command([]));
    }

    private ShellNode Test()
    {
        text.Skip(2);
        var words = ImmutableArray.CreateBuilder<Word>();
        while (!text.AtEnd && !text.At("]]"))
        {
            if (new WordReader(text).Read(char.IsWhiteSpace) is { } word)
            {
                words.Add(word);
            }

            text.Skip(text.At("]]") ? 0 : 1);
        }

        Accept("]]");
        return new Condition(words.ToImmutable());
    }

    private ShellNode Arithmetic()
    {
        text.Skip(2);
        var inside = text.TakeBalanced('(', ')');
        Accept(")");
        return new Condition(new WordReader(new(inside)).Read(_ => false) is { } word ? [word] : []);
    }

    private ShellNode Simple(string[] closing)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        var words = ImmutableArray.CreateBuilder<Word>();
        var redirections = ImmutableArray.CreateBuilder<Redirection>();
        while (true)
        {
            SkipBlanks();
            if (text.AtEnd || (words.Count == 0 && closing.Any(AtWord)))
            {
                break;
            }

            if (Redirected() is { } redirection)
            {
                redirections.Add(redirection);
            }
            else if (words.Count == 0 && AssignmentReader.Read(text, EndsWord) is { } assignment)
            {
                assignments.Add(assignment);
            }
            else if (new WordReader(text).Read(EndsWord) is { } word)
            {
                words.Add(word);
            }
            else
            {
                break;
            }

            if (words is [{ Bare: { } name }] && text.At("()"))
            {
                text.Skip(2);
                SkipSeparators();
                return new FunctionDefinition(name, text.AtEnd ? Sequence.Empty : Command([]));
            }
        }

        return new SimpleCommand(assignments.ToImmutable(), words.ToImmutable(), ReadHere(redirections));
    }

    private ImmutableArray<Word> Words()
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        for (SkipBlanks(); !text.AtEnd && !AtWord("in") && new WordReader(text).Read(EndsWord) is { } word; SkipBlanks())
        {
            words.Add(word);
        }

        return words.ToImmutable();
    }

    private ImmutableArray<Redirection> Redirections()
    {
        var found = ImmutableArray.CreateBuilder<Redirection>();
        for (SkipBlanks(); Redirected() is { } redirection; SkipBlanks())
        {
            found.Add(redirection);
        }

        return ReadHere(found);
    }

    private Redirection? Redirected()
    {
        var start = text.Position;
        while (!text.AtEnd && char.IsAsciiDigit(text.Current))
        {
            text.Skip(1);
        }

        var found = Operators.FirstOrDefault(o => (o[0] is '<' or '>' || o.StartsWith("&>", StringComparison.Ordinal)) && text.At(o));
        if (found is null || (found.Length == 1 && text.Next == '('))
        {
            text.Back(start);
            return null;
        }

        text.Skip(found.Length);
        SkipBlanks();
        return new(found, new WordReader(text).Read(EndsWord) ?? Word.Of(""));
    }

    /// <summary>A here-document's text stands on the lines after this one; it replaces the delimiter as the redirection's word.</summary>
    private ImmutableArray<Redirection> ReadHere(ImmutableArray<Redirection>.Builder redirections)
    {
        for (var i = 0; i < redirections.Count; i++)
        {
            if (redirections[i].Operator is "<<" or "<<-")
            {
                var delimiter = string.Concat(redirections[i].Target.Parts.OfType<TextPart>().Select(p => p.Text));
                var isQuoted = redirections[i].Target.Parts.Any(p => p.Quoted);
                redirections[i] = new("<<<", HereDocument.Take(text, delimiter, redirections[i].Operator == "<<-", isQuoted));
            }
        }

        return redirections.ToImmutable();
    }

    private bool EndsWord(char c) =>
        c is ' ' or '\t' or '\n' or ';' or '&' or '|' or '(' or ')' || (c is '<' or '>' && text.Next != '(');

    private void SkipBlanks()
    {
        while (!text.AtEnd && (text.Current is ' ' or '\t' || text.At("\\\n")))
        {
            text.Skip(text.Current == '\\' ? 2 : 1);
        }

        if (!text.AtEnd && text.Current == '#' && (text.Position == 0 || text.Peek(-1) is ' ' or '\t' or '\n' or ';' or '(' or '&' or '|'))
        {
            while (!text.AtEnd && text.Current != '\n')
            {
                text.Skip(1);
            }
        }
    }

    private void SkipSeparators()
    {
        for (SkipBlanks(); !text.AtEnd && (text.Current == '\n' || (text.Current == ';' && !text.At(";;")) || text.At("&&") || text.At("||") || (text.Current == '&' && !text.At("&>"))); SkipBlanks())
        {
            text.Skip(text.At("&&") || text.At("||") ? 2 : 1);
        }
    }

    private bool AtWord(string word) => text.At(word) && (text.Peek(word.Length) is '\0' or ' ' or '\t' or '\n' or ';' or '&' or '|' or ')' or '(' || word is "{" && text.Peek(1) is ' ' or '\n');

    private bool Accept(string word)
    {
        SkipBlanks();
        var found = text.At(word);
        text.Skip(found ? word.Length : 0);
        return found;
    }

    private bool AcceptWord(string word)
    {
        SkipSeparators();
        return AtWord(word) && Accept(word);
    }
}
