namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>
/// Something that a random program has beside its types: definitions and values of its own, which may hold objects of the program, steps that change them, and what they must show.
/// Its model is as simple as that of the program, and knows nothing of Stet.
/// </summary>
internal abstract class ProgramPart(RandomProgram program, Random random)
{
    /// <summary>What it defines, definition by definition.</summary>
    public virtual IEnumerable<string> Definitions => [];

    /// <summary>What needs its values: submitted after them.</summary>
    public virtual string DefinedLast => "";

    /// <summary>A C# expression, a text that shows all its values; what must come is <see cref="Expected"/>.</summary>
    public abstract string Check { get; }

    public abstract string Expected { get; }

    /// <summary>What must be dropped at the end.</summary>
    public abstract IEnumerable<string> Names { get; }

    protected RandomProgram Program => program;

    protected Random Random => random;

    /// <summary>Makes the values to begin with; the statements that do.</summary>
    public abstract string Begin();

    public abstract ProgramStep Next();

    /// <summary>Whether one of its values or definitions names the type.</summary>
    public virtual bool Holds(ModelType type) => false;

    /// <summary>Whether the type must be a class, for its sake.</summary>
    public virtual bool NeedsClass(ModelType type) => false;

    /// <summary>One of all parts, and sometimes another; those with many places and kinds of steps come more often.</summary>
    public static IReadOnlyList<ProgramPart> Some(RandomProgram program, Random random) =>
        [.. All.OrderBy(_ => random.Next()).Take(random.Next(4) == 0 ? 2 : 1).Select(make => make(program, random))];

    private static readonly Func<RandomProgram, Random, ProgramPart>[] All =
    [
        (program, random) => new Places(program, random),
        (program, random) => new Places(program, random),
        (program, random) => new Family(program, random),
        (program, random) => new Family(program, random),
        (program, random) => new Family(program, random),
        (program, random) => new Keys(program, random),
        (program, random) => new Keys(program, random),
        (program, random) => new Statics(program, random),
        (program, random) => new Flags(program, random),
        (program, random) => new Moves(program, random),
        (program, random) => new SplitAndMerge(program, random),
        (program, random) => new SetAsideByForce(program, random),
        (program, random) => new InFlight(program, random),
    ];
}
