using System.Collections.Immutable;

namespace Stet.Language.Compiling;

/// <summary>What one statement of a submission uses and gives: from these, recipes of variables are made.</summary>
/// <param name="Index">Of the statement in its input.</param>
/// <param name="Reads">Variables, existing or declared by the submission, whose value it reads.</param>
/// <param name="Writes">Variables that it may assign.</param>
/// <param name="Assigns">Those that it assigns in any case, when it ends.</param>
/// <param name="Units">Units of the definitions that it names.</param>
/// <param name="Outside">What it reads outside lambdas: where a lambda lives on in the value, what the lambda reads is no part of how the value came about.</param>
/// <param name="OnlyReads">It can change no object that existed before.</param>
public sealed record StatementUse(
    int Index, ImmutableArray<string> Reads, ImmutableArray<string> Writes, ImmutableArray<string> Assigns, ImmutableArray<string> Units, OutsideUse Outside, bool OnlyReads);

/// <param name="Reads">As of <see cref="StatementUse"/>.</param>
/// <param name="Units">As of <see cref="StatementUse"/>.</param>
public sealed record OutsideUse(ImmutableArray<string> Reads, ImmutableArray<string> Units);
