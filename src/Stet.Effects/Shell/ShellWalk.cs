using System.Collections.Immutable;
using Stet.Effects.Commands;
using Stet.Model;

namespace Stet.Effects.Shell;

/// <summary>
/// Goes through a shell line as a shell would, without running anything: every branch is taken, every loop is gone through once for each known value.
/// What it finds is a bound from above.
/// </summary>
internal sealed class ShellWalk
{
    private const int MostTurns = 500;
    private const int MostDepth = 40;

    private readonly Expander expander;
    private ImmutableList<string> chain = [];
    private int steps;

    public ShellWalk(ShellSetting setting, EffectLog log)
    {
        Setting = setting;
        Log = log;
        expander = new(this);
        var aliases = setting.Aliases.Where(a => !a.Key.StartsWith("git ", StringComparison.Ordinal)).ToImmutableDictionary();
        State = new(setting.Directory, setting.Variables.ToImmutableDictionary(v => v.Key, v => (string?)v.Value), [], ImmutableDictionary<string, ShellNode>.Empty, aliases);
    }

    public ShellSetting Setting { get; }

    public EffectLog Log { get; }

    public ShellState State { get; set; }

    /// <returns>What it writes to its output.</returns>
    public Produced Run(ShellNode node, Produced input)
    {
        if (++steps > 20_000 || chain.Count > MostDepth)
        {
            Log.Add(EffectKinds.Unknown, [.. chain, "too long to look at"]);
            return Produced.Unknown;
        }

        return node switch
        {
            SimpleCommand command => Simple(command, input),
            Pipeline pipeline => pipeline.Stages.Aggregate(input, (flowing, stage) => InSubshell(() => Run(stage, flowing))),
            Sequence sequence => RunAll(sequence.Items, input),
            Subshell subshell => InSubshell(() => Redirected(subshell.Redirections, Run(subshell.Body, InputOf(subshell.Redirections, input)))),
            Group group => Redirected(group.Redirections, Run(group.Body, InputOf(group.Redirections, input))),
            ForLoop loop => Loop(loop, input),
            WhileLoop loop => Loop(loop, InputOf(loop.Redirections, input)),
            FunctionDefinition function => Define(function),
            Condition condition => Look(condition),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no part of a shell line."),
        };
    }

    /// <summary>Runs what it changes of the shell's state only within.</summary>
    public Produced InSubshell(Func<Produced> run)
    {
        var before = State;
        var produced = run();
        State = before with { Processes = before.Processes };
        return produced;
    }

    /// <summary>Runs within a word of the chain that leads to what is found.</summary>
    public Produced Within(string word, Func<Produced> run)
    {
        var before = chain;
        chain = chain.Add(word);
        var produced = run();
        chain = before;
        return produced;
    }

    /// <summary>A command with its arguments: what <c>sudo</c>, <c>xargs</c> and their like run. No aliases, no functions.</summary>
    public Produced RunProgram(IReadOnlyList<Argument> words, Produced input) =>
        words.Count == 0 ? Produced.Nothing : words[0].Text is not { } name ? RunsWhat("a program that is only known when it runs") : CommandRun.Of(new(name, [.. words.Skip(1)], input, this));

    /// <summary>Text that a shell is given to run.</summary>
    public Produced RunText(string? text, Produced input, params ImmutableArray<string?> positional)
    {
        if (text is null)
        {
            return RunsWhat("a text that is only known when it runs");
        }

        return InSubshell(() =>
        {
            State = State with { Positional = positional };
            return Run(ShellParser.Parse(text), input);
        });
    }

    public Produced RunsWhat(string what)
    {
        Log.Add(EffectKinds.Unknown, [.. chain, what]);
        return Produced.Unknown;
    }

    public IReadOnlyList<string> ChainTo(string last) => [.. chain, last];

    private Produced RunAll(ImmutableArray<ShellNode> items, Produced input)
    {
        var all = items.Select(item => Run(item, input)).ToList();
        return all.Count == 0 ? Produced.Nothing : all.Any(p => p.Lines is null) ? Produced.Unknown
            : all.All(p => p.Text is not null) ? new(string.Concat(all.Select(p => p.Text))) : new(null, [.. all.SelectMany(p => p.Lines!)]);
    }

    private Produced Simple(SimpleCommand command, Produced input)
    {
        if (command.Words.Length > 0 && command.Words[0].Bare is { } alias && State.Aliases.TryGetValue(alias, out var meaning))
        {
            return Within(alias, () => WithoutAlias(alias, () => Run(AliasText.Apply(meaning, command), input)));
        }

        var arguments = expander.Arguments(command.Words).ToList();
        var before = State.Variables;
        Assign(command.Assignments);
        var flowing = InputOf(command.Redirections, input);
        var output = arguments.Count == 0 ? Produced.Nothing
            : arguments[0].Text is { } name && State.Functions.TryGetValue(name, out var function) ? Call(name, function, [.. arguments.Skip(1).Select(a => a.Text)], flowing)
            : RunProgram(arguments, flowing);
        if (arguments.Count > 0 && command.Assignments.Length > 0)
        {
            State = State with { Variables = before };
        }

        return Redirected(command.Redirections, output);
    }

    private Produced WithoutAlias(string alias, Func<Produced> run)
    {
        var before = State.Aliases;
        State = State with { Aliases = before.Remove(alias) };
        var produced = run();
        State = State with { Aliases = before };
        return produced;
    }

    private Produced Call(string name, ShellNode body, ImmutableArray<string?> arguments, Produced input)
    {
        if (chain.Count(word => word == name) > 3)
        {
            return Produced.Unknown;
        }

        return Within(name, () =>
        {
            var before = State.Positional;
            State = State with { Positional = arguments };
            var produced = Run(body, input);
            State = State with { Positional = before };
            return produced;
        });
    }

    private void Assign(ImmutableArray<Assignment> assignments)
    {
        foreach (var (name, value) in assignments)
        {
            State = State with { Variables = State.Variables.SetItem(name, expander.Text(value)) };
        }
    }

    private Produced Loop(ForLoop loop, Produced input)
    {
        var values = loop.Words is { } words ? expander.Arguments(words).Select(a => a.Text).ToList() : [.. State.Positional];
        foreach (var value in values.Take(MostTurns))
        {
            State = State with { Variables = State.Variables.SetItem(loop.Variable, value) };
            Run(loop.Body, input);
        }

        return Redirected(loop.Redirections, Produced.Unknown);
    }

    private Produced Loop(WhileLoop loop, Produced input)
    {
        var reads = loop.Test is SimpleCommand { Words: [{ Bare: "read" }, ..] } && input.Lines is not null;
        foreach (var line in reads ? input.Lines!.Take(MostTurns).Select(l => new Produced(l)) : [input])
        {
            Run(loop.Test, line);
            Run(loop.Body, Produced.Unknown);
        }

        return Redirected(loop.Redirections, Produced.Unknown);
    }

    private Produced Define(FunctionDefinition function)
    {
        State = State with { Functions = State.Functions.SetItem(function.Name, function.Body) };
        return Produced.Nothing;
    }

    private Produced Look(Condition condition)
    {
        foreach (var word in condition.Words)
        {
            expander.Text(word);
        }

        return Produced.Nothing;
    }

    private Produced InputOf(ImmutableArray<Redirection> redirections, Produced input)
    {
        foreach (var (operation, word) in redirections)
        {
            input = operation switch
            {
                "<<<" => new(expander.Text(word)),
                "<" => State.Processes.GetValueOrDefault(expander.Text(word) ?? "") ?? Produced.Unknown,
                _ => input,
            };
            if (operation is "<" or "<>")
            {
                Log.Add(EffectKinds.ReadsFiles, ChainTo($"< {new Argument(expander.Text(word))}"));
            }
        }

        return input;
    }

    private Produced Redirected(ImmutableArray<Redirection> redirections, Produced output)
    {
        foreach (var (operation, word) in redirections.Where(r => r.Operator[0] == '>' || r.Operator.StartsWith("&>", StringComparison.Ordinal)))
        {
            var target = expander.Target(word);
            if (operation == ">&" && target.Text is "-" or "1" or "2" or "3" or "4" or "5" or "6" or "7" or "8" or "9")
            {
                continue;
            }

            new Findings(this, $"{operation} {target}").Add(operation.EndsWith(">>", StringComparison.Ordinal) ? Verb.Appends : Verb.Overwrites, [target]);
            output = Produced.Nothing;
        }

        return output;
    }
}
