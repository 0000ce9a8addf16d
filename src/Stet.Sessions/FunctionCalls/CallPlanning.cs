using Stet.CommandLine;
using Stet.CommandLine.Reading;
using Stet.CommandLine.Values;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Worlds;

namespace Stet.Sessions.FunctionCalls;

/// <summary>
/// What <c>stet call</c> does with its words: a submission that calls the function, help, or what is wrong with them. The submission is code like any other: it is compiled against the
/// world in which it runs.
/// </summary>
internal sealed class CallPlanning(Engine engine, int width)
{
    /// <summary>Another session runs, so that files that were saved a moment ago are not in the world yet.</summary>
    private bool isBehind;

    /// <summary>Longer than following files takes as a rule.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <param name="words">The function's name, then its options; none: which functions there are.</param>
    public CallPlan Of(IReadOnlyList<string> words)
    {
        if (!engine.Store.Trusted)
        {
            return new(CallStep.Failed, UntrustedView.Refusal("call").Message + "\n");
        }

        FollowFiles();
        var functions = new WorkspaceFunctions(engine);
        return words.Count == 0 ? new(CallStep.Help, List(functions)) : Of(functions, words[0], [.. words.Skip(1)]);
    }

    /// <summary>
    /// Files that were saved count. Where another session runs for longer than a moment they are not waited for: the submission follows them when its turn comes.
    /// </summary>
    private void FollowFiles()
    {
        using var patience = new CancellationTokenSource(Moment);
        try
        {
            using var turn = engine.Foreground.Enter("looking at files for stet call", _ => { }, patience.Token).GetAwaiter().GetResult();
            foreach (var note in FileRefresh.Refresh(engine))
            {
                engine.LaterNotes.Enqueue(note);
            }
        }
        catch (OperationCanceledException)
        {
            isBehind = true;
        }
    }

    private string List(WorkspaceFunctions functions)
    {
        var all = functions.All.ToList();
        var longest = all.Select(f => f.SimpleName.Length).DefaultIfEmpty().Max();
        var rows = all.Select(f => $"  {f.SimpleName.PadRight(longest)}  {WorkspaceFunctions.Summary(f)}".TrimEnd() + "\n");
        return "Usage:\n  stet call NAME [--param V...] [-w DIR] [--json]\n  stet call NAME --help\n\n"
            + (all.Count == 0 ? $"There are no functions in {engine.Folder}.\n" : "Functions:\n" + string.Concat(rows));
    }

    private CallPlan Of(WorkspaceFunctions functions, string name, IReadOnlyList<string> words)
    {
        if (functions.All.FirstOrDefault(f => f.SimpleName == name) is not { } definition)
        {
            return CallPlan.Wrong($"stet: {Unknown(functions, name)}\nTry: stet call --help");
        }

        if (engine.World.Broken.TryGetValue(engine.World.Graph.GroupOf[definition.Key].UnitName, out var reasons))
        {
            return new(CallStep.Failed, $"{name}: it is broken until it or what it uses is mended: {string.Join("; ", reasons.Select(r => $"{r.Source}:{r.Line}:{r.Column}: {r.Message}"))}\n");
        }

        return Of(functions.Of(definition), words);
    }

    private CallPlan Of(CallableFunction function, IReadOnlyList<string> words)
    {
        if (function.Trouble is { } trouble)
        {
            return CallPlan.Wrong($"stet: {trouble}");
        }

        var (own, json) = WithoutJson(function, words);
        var reading = CommandLineReader.Read(function, own);
        if (reading.Help)
        {
            return new(CallStep.Help, HelpText.Of(function, "stet call", width) + "\n-w DIR names the workspace; --json gives one object of the submission.\n");
        }

        return reading.IsWrong ? CallPlan.Wrong(string.Concat(reading.Errors.Select(e => $"{function.Name}: {e}\n")) + $"Try: stet call {function.Name} --help") with { Json = json }
            : new(CallStep.Run, "", CallCode.Of(reading, IsTaken), reading.Form, json);
    }

    /// <summary><c>--json</c> is an option of <c>stet</c>, unless the function has one of that name.</summary>
    private static (IReadOnlyList<string> Words, bool Json) WithoutJson(CallableFunction function, IReadOnlyList<string> words)
    {
        var own = words.TakeWhile(w => w != "--").ToList();
        return own.Contains("--json") && !function.Callable.Any(o => o.Has("--json"))
            ? ([.. own.Where(w => w != "--json"), .. words.Skip(own.Count)], true) : (words, false);
    }

    private bool IsTaken(string name) => engine.World.Variables.ContainsKey(name) || engine.World.Graph.Named(name).Length > 0;

    private string Unknown(WorkspaceFunctions functions, string name)
    {
        var meant = CallCompletion.Nearest(name, functions.All.Select(f => f.SimpleName));
        var other = engine.Variables.Find(name) is not null ? "a variable" : engine.World.Graph.Definitions.TryGetValue(name, out var definition) ? "a " + Commands.EngineView.KindOf(definition) : null;
        var behind = isBehind ? " Another session runs, and files that were saved meanwhile are followed after it." : "";
        return other is null ? $"there is no function {name}.{(meant is null ? "" : $" Did you mean {meant}?")}{behind}" : $"{name} is {other}, not a function: stet eval {name}";
    }
}
