using Stet.Storage.Trash;

namespace Stet.Sessions.SettingAside;

/// <summary>Where a workspace keeps what its submissions destroyed.</summary>
internal static class WorkspaceTrash
{
    public static TrashStore Trash(this Engine engine) => new(Path.Combine(engine.Folder, ".stet"));
}
