using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Commands;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.SettingAside;
using Stet.Sessions.Submitting;
using Stet.Toolbox.Shell;

namespace Stet.Sessions.Shells;

/// <summary>
/// A submission that is one shell line without a C# value: there is nothing to compile, so it runs at once. All else (its effects, what is set aside, the terminal, Ctrl-C)
/// is as for a line that was compiled.
/// </summary>
internal sealed class ShellRun(Engine engine, Session session, SubmissionProgress progress, OutputBuffer output, Action<Run> started, CancellationToken stop)
{
    public async Task Run(string line, string source, string code)
    {
        var effects = ShellForesight.Of(engine, line, session.Directory);
        progress.Meaning?.See(effects);
        VictimKeeping.Before(engine, progress, effects);
        session.Shell.Halted = () => { }; // There is no code around the line.
        var run = new Run(progress.Number, output.Add);
        engine.Gate.Add(run);
        started(run);
        var thrown = await engine.RunThread.Execute(run, () => Body(line)).ConfigureAwait(false);
        if (session.Shell.Stopped is not null)
        {
            return;
        }

        if (stop.IsCancellationRequested && (thrown is null || StatementRun.IsInterruption(thrown)))
        {
            progress.Fail([StatementRun.Interrupted(source)], interrupted: true);
        }
        else if (thrown is not null)
        {
            progress.Fail([new(Severity.Error, thrown.GetType().Name, thrown.Message, source, 1, 1, 1, code.Split('\n')[0].Length + 1, code.Split('\n')[0])]);
        }

        progress.EndShell(session.Shell.ExitCode);
    }

    private void Body(string line)
    {
        stop.ThrowIfCancellationRequested();
        Toolbox.Commands.Workspace = new EngineView(engine, session);
        ShellSession.Current = session.Shell;
        Environment.CurrentDirectory = Directory.Exists(session.Directory) ? session.Directory : engine.Folder;
        try
        {
            Toolbox.Commands.sh(line).Run();
        }
        finally
        {
            session.Directory = Environment.CurrentDirectory;
        }
    }
}
