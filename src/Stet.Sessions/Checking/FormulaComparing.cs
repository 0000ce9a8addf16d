using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Formulas;

namespace Stet.Sessions.Checking;

/// <summary>What a check finds out about files and formulas.</summary>
/// <param name="Rebuild">What is wrong with the files and with their code.</param>
/// <param name="Verdicts">Of all formulas that compile here, in the order of their names.</param>
internal sealed record CleanFindings(IReadOnlyList<Diagnostic> Rebuild, IReadOnlyList<FormulaVerdict> Verdicts)
{
    public static CleanFindings None { get; } = new([], []);
}

/// <summary>
/// Has files rebuilt and formulas computed in a clean process, and compares. A formula that ends the process is named, and the others are computed in the next one.
/// </summary>
/// <param name="progress">Told how many formulas are done, how many there are, and the one that is being computed.</param>
internal sealed class FormulaComparing(Engine engine, IReadOnlyList<ExpectedFormula> expected, Action<int, int, string> progress)
{
    /// <summary>So many processes are started in vain, by formulas that end them or by a store that is being packed.</summary>
    private const int MostDeaths = 5;

    private readonly Dictionary<string, ExpectedFormula> asked = expected.Where(f => f.WhyNot is null).ToDictionary(f => f.Name);
    private readonly Dictionary<string, FormulaVerdict> verdicts = expected.Where(f => f.WhyNot is not null).ToDictionary(f => f.Name, f => new FormulaVerdict(f.Name, Agreement.NotCompared, f.WhyNot!, null));
    private readonly HashSet<string> differing = [];
    private List<Diagnostic> rebuild = [];
    private string current = "";

    /// <summary>As far as is known yet.</summary>
    public CleanFindings Findings => new(rebuild, [.. expected.Select(f => verdicts.GetValueOrDefault(f.Name)).OfType<FormulaVerdict>()]);

    /// <summary>The formula that is being computed; empty while none is.</summary>
    public string Current => current;

    /// <exception cref="OperationCanceledException">It was stopped; the findings say what was known by then.</exception>
    public void Run(CancellationToken stop)
    {
        var end = RunEnd.Moved;
        for (var deaths = 0; end != RunEnd.Done && deaths < MostDeaths; deaths++)
        {
            (rebuild, current) = ([], "");
            var run = new CleanRun(engine.Store, Request(), Take);
            end = run.Run(stop);
            if (end == RunEnd.Died && current.Length == 0)
            {
                rebuild.Add(new(Severity.Error, "STET0310", $"The process that rebuilds the workspace has ended: {run.Cause}.", "rebuild", 1, 1, 1, 2, ""));
                break;
            }

            if (end == RunEnd.Died)
            {
                if (!verdicts.TryAdd(current, new(current, Agreement.Kills, run.Cause, null)))
                {
                    break; // All is compared; it only was to be told what a difference comes from.
                }

                SkipReadersOf(current);
            }
        }

        foreach (var name in Left())
        {
            verdicts[name] = new(name, Agreement.NotCompared, end == RunEnd.Done ? "does not compile from the files alone" : "was not reached, since the process that computes formulas ended too often", null);
        }

        current = "";
    }

    private IEnumerable<string> Left() => asked.Keys.Where(name => !verdicts.ContainsKey(name)).ToList();

    private CheckRequest Request()
    {
        var fileless = engine.Fileless.Values.ToDictionary(d => d.Key, DefinitionPayload.Of);
        return new(Guid.NewGuid().ToString("N"), engine.Folder, new Dictionary<string, string>(engine.Variables.Types), fileless, [.. Left().Select(name => asked[name].Request)]);
    }

    private void Take(CheckMessage message)
    {
        if (message.Trouble is { } trouble)
        {
            rebuild.Add(trouble);
        }
        else if (message.Begun is { } begun)
        {
            current = begun;
            progress(verdicts.Count, expected.Count, begun);
        }
        else if (message.Computed is { } computed)
        {
            var verdict = verdicts[computed.Name] = FormulaVerdict.Of(asked[computed.Name], computed, () => UnorderedHere(computed.Name), differing);
            differing.UnionWith(verdict.Agreement is Agreement.Differs or Agreement.Follows ? [verdict.Name] : []);
        }
        else if (message.Repeated is { } repeated && verdicts[repeated.Name] is { Agreement: Agreement.Differs } first)
        {
            verdicts[repeated.Name] = first with { There = repeated };
        }
    }

    /// <summary>They would compute it again.</summary>
    private void SkipReadersOf(string killer)
    {
        var waiting = new Queue<string>([killer]);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var reader in asked.Values.Where(f => !verdicts.ContainsKey(f.Name) && f.Named.Contains(name)).ToList())
            {
                verdicts[reader.Name] = new(reader.Name, Agreement.NotCompared, $"reads {killer}, which ends the process", null);
                waiting.Enqueue(reader.Name);
            }
        }
    }

    private string? UnorderedHere(string name) =>
        ValueHere.Of(engine, asked[name]) is { } here ? UnorderedContent.Of(here.Value, here.Type) : null;
}
