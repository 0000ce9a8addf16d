namespace Stet.Toolbox;

/// <summary>What was taken over of another program's history.</summary>
/// <param name="Program">"bash", "zsh", "fish" or "ipython".</param>
/// <param name="Known">Entries that had been imported before.</param>
/// <param name="Secrets">Entries that are kept without what looked like a secret.</param>
public sealed record ImportRow(string Program, string File, int Added, int Known, int Secrets);
