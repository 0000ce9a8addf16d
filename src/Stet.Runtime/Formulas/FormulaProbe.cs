namespace Stet.Runtime.Formulas;

/// <summary>Lets the compiler infer the type of a formula from its expression. Never called.</summary>
public static class FormulaProbe
{
    public static T Of<T>(Func<T> formula) => formula();

    public static T OfAwaited<T>(Func<Task<T>> formula) => formula().GetAwaiter().GetResult();
}

/// <summary>The type of a formula that is not known yet, while the types of others are inferred.</summary>
public sealed class UnknownFormula
{
    private UnknownFormula()
    {
    }
}
