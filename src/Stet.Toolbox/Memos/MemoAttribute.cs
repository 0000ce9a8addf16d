namespace Stet.Memos;

/// <summary>The function's results are kept by the values of its arguments, until code or values that they depend on change.</summary>
/// <param name="assumePure">Its results depend on nothing but its arguments, whatever the calls in it look like.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MemoAttribute(bool assumePure = false) : Attribute
{
    public bool AssumePure { get; } = assumePure;
}
