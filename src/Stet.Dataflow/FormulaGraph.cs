using Stet.Model;

namespace Stet.Dataflow;

/// <summary>
/// All formulas and inputs of a workspace, and since when what is known of them. Decides nothing by itself: <see cref="Wave"/> does. Not safe for threads; who uses
/// it holds one lock. Invariants (held by <c>WavePropertyTests</c>, which call <see cref="CheckInvariants"/> after every step):
/// a formula that counts as fresh has a result of its present code, of the present versions of its inputs and of the formulas it read, and those are fresh
/// too; a formula that no wave has waits for nothing and nothing waits for it.
/// </summary>
/// <param name="facts">What is known of a formula's code now; asked again when code has changed.</param>
public sealed class FormulaGraph(Func<Formula, FormulaFacts> facts)
{
    private readonly Dictionary<string, Formula> formulas = [];
    private readonly Dictionary<string, Input> inputs = [];
    private int code;

    /// <summary>Goes up with every change of an input or of code.</summary>
    public int Moment { get; private set; }

    /// <summary>Goes up with every look from outside: what is volatile is evaluated once for each.</summary>
    public int Look { get; private set; }

    public IReadOnlyCollection<Formula> Formulas => formulas.Values;

    public IReadOnlyCollection<Input> Inputs => inputs.Values;

    public Formula Formula(string name) => formulas.TryGetValue(name, out var known) ? known : formulas[name] = new(name);

    public Input Input(string name) => inputs.TryGetValue(name, out var known) ? known : inputs[name] = new(name);

    public Formula? Find(string name) => formulas.GetValueOrDefault(name);

    public Input? FindInput(string name) => inputs.GetValueOrDefault(name);

    /// <summary>The formula is not defined any more.</summary>
    public void Remove(string name)
    {
        if (formulas.Remove(name, out var gone))
        {
            gone.Follow([]);
        }

        Moment++;
    }

    /// <summary>An input has this version now. True where that is another one than before.</summary>
    public bool Set(Input input, ContentHash version)
    {
        if (input.Version == version)
        {
            return false;
        }

        // What no formula has seen yet is no change.
        Moment += input.Version == default ? 0 : 1;
        input.Become(version);
        return true;
    }

    /// <summary>The code of some formulas may have changed.</summary>
    public void CodeChanged()
    {
        code++;
        Moment++;
    }

    public FormulaFacts FactsOf(Formula formula)
    {
        if (formula.FactsAt != code)
        {
            (formula.Facts, formula.FactsAt) = (facts(formula), code);
        }

        return formula.Facts;
    }

    public void LookAgain() => Look++;

    /// <summary>Takes over what was remembered of an earlier evaluation; whether it still holds is found out when the formula is read.</summary>
    public void Remember(Formula formula, Evaluation evaluation) => formula.Remember(evaluation);

    /// <summary>The result is not to be had any more, or is not what was computed: the next read runs the formula.</summary>
    public void Forget(Formula formula)
    {
        formula.Forget();
        Moment++;
    }

    /// <exception cref="InvalidOperationException">An invariant does not hold.</exception>
    public void CheckInvariants()
    {
        foreach (var formula in formulas.Values.Where(f => f.Owner is null))
        {
            Demand(formula.Waiting.Count == 0 && formula.Missing == 0 && !formula.IsRunning, $"{formula} is in no wave, and yet waits or is waited for");
            if (formula.IsFresh(Moment, Look))
            {
                Demand(formula.Code == FactsOf(formula).Code, $"{formula} counts as fresh with a result of other code");
                Demand(formula.Inputs.All(i => i.Holds), $"{formula} counts as fresh with a result of other inputs");
                Demand(formula.Reads.All(r => r.Holds && ((Formula)r.Node).IsFresh(Moment, Look)), $"{formula} counts as fresh, and what it read does not");
            }
        }
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
