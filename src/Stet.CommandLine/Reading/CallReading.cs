using Stet.Model;

namespace Stet.CommandLine.Reading;

/// <summary>A command line, understood: what to call with what; or help that was asked for; or what is wrong.</summary>
/// <param name="Overload">The overload to call, or the one that is nearest to what was written.</param>
/// <param name="Arguments">One for each parameter; empty unless it can be called.</param>
/// <param name="Errors">Each says which option, what was given and what is wanted.</param>
public sealed record CallReading(Overload Overload, IReadOnlyList<NamedArgument> Arguments, ValueForm Form, bool Help, IReadOnlyList<string> Errors)
{
    public bool IsWrong => Errors.Count > 0;
}
