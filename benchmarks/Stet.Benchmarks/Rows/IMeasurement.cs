namespace Stet.Benchmarks.Rows;

/// <summary>One measurement, which gives one or more lines of the results.</summary>
internal interface IMeasurement
{
    /// <summary>The word that chooses it on the command line.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> Measure(Workbench bench);
}
