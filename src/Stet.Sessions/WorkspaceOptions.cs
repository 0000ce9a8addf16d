using Stet.Storage;

namespace Stet.Sessions;

/// <summary>How a workspace is opened.</summary>
public sealed record WorkspaceOptions
{
    public StoreOptions Store { get; init; } = new();

    /// <summary>How many units may be loaded apart from each other; beyond that several are loaded, and unloaded, together.</summary>
    public int LoadedAlone { get; init; } = 1000;
}
