using Stet.Storage;

namespace Stet.Sessions;

/// <summary>How a workspace is opened.</summary>
public sealed record WorkspaceOptions
{
    public StoreOptions Store { get; init; } = new();
}
