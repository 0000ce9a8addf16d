using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Checking;

/// <summary>
/// A workspace made of its files and of the newest state of its values, with nothing that another process has compiled or computed: what a clean process works on. Nothing is written to the
/// workspace.
/// </summary>
internal sealed class CleanWorkspace : IDisposable
{
    private readonly Engine engine;

    private CleanWorkspace(Engine engine, ImmutableArray<Diagnostic> errors)
    {
        this.engine = engine;
        Errors = [.. errors, .. CleanRebuild.Load(engine.World, engine.Loader)];
    }

    /// <summary>What is wrong with the files and with their code.</summary>
    public ImmutableArray<Diagnostic> Errors { get; }

    /// <param name="state">As <see cref="WorkspaceStore.WriteState"/> writes it.</param>
    /// <exception cref="FileNotFoundException">The store's files have changed since it was written.</exception>
    private static CleanWorkspace Make(CheckRequest request, Stream state, Action read)
    {
        var store = WorkspaceStore.OpenState(state, new StoreOptions());
        read();
        var engine = new Engine(request.Folder, store, new WorkspaceOptions().LoadedAlone);
        engine.Variables.Load(store.Bindings());
        var fileless = request.Fileless.Select(f => DefinitionPayload.Read(f.Key, f.Value)).ToImmutableDictionary(d => d.Key);
        var rebuild = CleanRebuild.Of(request.Folder, request.Variables.ToImmutableDictionary(), fileless.Values);
        (engine.Files, engine.Fileless, engine.World) = (rebuild.Files, fileless, rebuild.World);
        return new(engine, rebuild.Errors);
    }

    /// <summary>Does what is asked; says each thing as soon as it is known.</summary>
    /// <param name="read">Called when the state has been read.</param>
    public static void Serve(CheckRequest request, Stream state, Action<CheckMessage> tell, Action read)
    {
        CleanWorkspace workspace;
        try
        {
            workspace = Make(request, state, read);
        }
        catch (Exception moved) when (moved is FileNotFoundException or DirectoryNotFoundException)
        {
            tell(new() { Moved = true });
            return;
        }

        using (workspace)
        {
            foreach (var error in workspace.Errors)
            {
                tell(new() { Trouble = error });
            }

            new FormulaComputing(workspace.engine, tell).Run(request.Formulas);
            tell(new() { Done = true });
        }
    }

    public void Dispose()
    {
        engine.Store.Dispose();
        engine.RunThread.Dispose();
        engine.Loader.Close();
    }
}
