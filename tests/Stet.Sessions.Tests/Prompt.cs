using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Tests;

/// <summary>A workspace in a folder of its own, driven as a front end drives it: text in, text out.</summary>
internal sealed class Prompt : IAsyncDisposable
{
    private readonly string state = Directory.CreateTempSubdirectory("stet-state-").FullName;
    private readonly bool keepFolder;
    private readonly int loadedAlone;
    private Workspace workspace;

    /// <param name="folder">An existing workspace, made elsewhere; none: a new one.</param>
    /// <param name="keepFolder">It is needed afterwards.</param>
    /// <param name="loadedAlone">How many units are loaded apart from each other.</param>
    public Prompt(string? folder = null, bool keepFolder = false, int loadedAlone = 1000)
    {
        this.loadedAlone = loadedAlone;
        this.keepFolder = keepFolder;
        Folder = folder ?? Directory.CreateTempSubdirectory("stet-test-").FullName;
        workspace = Opened();
        Session = Attached();
    }

    public string Folder { get; }

    public ISession Session { get; private set; }

    /// <summary>Definitions that were compiled since the workspace was opened.</summary>
    public int UnitsCompiled => workspace.UnitsCompiled;

    /// <summary>Steps to another world that were prepared since the workspace was opened, taken or not.</summary>
    public int StepsPrepared => workspace.StepsPrepared;

    /// <summary>The formulas that ran since it was asked last, in order.</summary>
    public string Ran() => string.Join(' ', workspace.TakeFormulaRuns());

    /// <summary>What the steps since it was asked last did, one after the other.</summary>
    public IReadOnlyList<Events.StepEvents> Steps() => workspace.TakeSteps();

    /// <summary>How often <c>dotnet</c> was run since the workspace was opened.</summary>
    public int DotnetRuns => workspace.DotnetRuns;

    public Task<Outcome> Submit(string code) => Session.Submit(code, new Silent());

    /// <summary>The value as the prompt shows it; what was written where there is none; else the codes of the errors.</summary>
    public async Task<string> Says(string code)
    {
        var outcome = await Submit(code);
        return outcome.Ok ? outcome.Text ?? outcome.Stdout.TrimEnd() : string.Join(' ', outcome.Errors.Select(e => e.Code));
    }

    /// <summary>What <c>memo</c> says of the function whose name begins so.</summary>
    public async Task<string> Memo(string function) => await Says(
        $"{{ var m = memo().First(m => m.Function.StartsWith(\"{function}\")); Console.Write($\"{{m.Results}} results, {{m.Hits}} hits, {{m.Misses}} misses\" + (m.Dropped > 0 ? $\", {{m.Dropped}} dropped: {{m.Why}}\" : \"\")); }}");

    /// <summary>Runs each line as a submission; each must succeed.</summary>
    public async Task Do(params string[] submissions)
    {
        foreach (var code in submissions)
        {
            var outcome = await Submit(code);
            Assert.True(outcome.Ok, $"{code}: {string.Join("; ", outcome.Errors.Select(e => e.Message))}");
        }
    }

    public async Task Reopen()
    {
        await Close();
        Open();
    }

    /// <summary>Keeping takes this much longer from here on, and no submission waits for it.</summary>
    public void KeepSlowly(Func<TimeSpan> delay) => workspace.KeepSlowly(delay);

    public async Task Close()
    {
        await workspace.WhenKept();
        await workspace.DisposeAsync();
    }

    public Task WhenKept() => workspace.WhenKept();

    public void Open()
    {
        workspace = Opened();
        Session = Attached();
    }

    /// <summary>The workspace as the disk has it at this moment, opened by another host; this one goes on and must be disposed of.</summary>
    public async Task<Prompt> Killed()
    {
        await workspace.WhenKept();
        return await KilledWhileRunning();
    }

    /// <summary>The same without waiting for anything.</summary>
    public async Task<Prompt> KilledWhileRunning()
    {
        var copy = Directory.CreateTempSubdirectory("stet-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && Path.GetFileName(f) != "lock"))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var after = new Prompt(copy, loadedAlone: loadedAlone);
        await after.Submit("trust");
        return after;
    }

    public void Save(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, path))!);
        File.WriteAllText(Path.Combine(Folder, path), content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public async ValueTask DisposeAsync()
    {
        await workspace.DisposeAsync();
        if (!keepFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.Delete(state, recursive: true);
    }

    private Workspace Opened() => Workspace.Open(Folder, new() { Store = new StoreOptions { StateFolder = state }, LoadedAlone = loadedAlone });

    /// <summary>A further session of the same workspace.</summary>
    public ISession Another() => Attached();

    private ISession Attached() => workspace.Attach(new(Folder, "test"));
}
