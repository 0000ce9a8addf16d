namespace Stet.Transcripts;

/// <summary>Plays a transcript on the real command and gives the same transcript with what was really printed.</summary>
internal static class Player
{
    public static async Task<Transcript> Play(Transcript transcript, string command)
    {
        await using var scene = new Scene(command);
        var masks = new Masks(scene.Folder);
        var played = new List<Part>();
        foreach (var part in transcript.Parts)
        {
            played.Add(part switch
            {
                SessionBlock block => block with { Exchanges = await Converse(scene, masks, block) },
                ShellBlock block => block with { Exchanges = await Command(scene, masks, block) },
                _ => part,
            });
            await Act(scene, masks, part);
        }

        await scene.CloseSessions();
        return new(played);
    }

    private static async Task<IReadOnlyList<Exchange>> Converse(Scene scene, Masks masks, SessionBlock block)
    {
        var exchanges = new List<Exchange>();
        foreach (var exchange in block.Exchanges)
        {
            exchanges.Add(exchange with { Output = masks.Apply(Printed.Of(await scene.Submit(block.Session, exchange.Input))) });
        }

        return exchanges;
    }

    private static async Task<IReadOnlyList<Exchange>> Command(Scene scene, Masks masks, ShellBlock block)
    {
        var exchanges = new List<Exchange>();
        foreach (var exchange in block.Exchanges)
        {
            exchanges.Add(exchange with { Output = masks.Apply(await scene.Shell(exchange.Input)) });
        }

        return exchanges;
    }

    private static async Task Act(Scene scene, Masks masks, Part part)
    {
        if (part is WrittenFile file)
        {
            var path = Path.Combine(scene.Workspace, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllLinesAsync(path, file.Content);
        }
        else if (part is Directive directive)
        {
            await Direct(scene, masks, directive.Words);
        }
    }

    private static async Task Direct(Scene scene, Masks masks, string words)
    {
        switch (words.Split(' ', 2))
        {
            case ["kill", "host"]:
                await scene.KillHost();
                break;
            case ["kill", "everything at the next prompt"]:
                scene.KillAtNextPrompt();
                break;
            case ["kill", "everything"]:
                await scene.KillEverything();
                break;
            case ["kill", var session]:
                await scene.KillSession(session);
                break;
            case ["close", "sessions"]:
                await scene.CloseSessions();
                break;
            case ["close", var session]:
                await scene.CloseSession(session);
                break;
            case ["workspace", var name]:
                await scene.CloseSessions();
                scene.Enter(name);
                break;
            case ["machine", var name]:
                scene.MoveToMachine(name);
                break;
            case ["copy", var path]:
                File.Copy(Path.Combine(Repository.Root, path), Path.Combine(scene.Workspace, Path.GetFileName(path)));
                break;
            case ["set", var assignment] when assignment.Split('=', 2) is [var name, var value]:
                scene.SetVariable(name, value.Replace("FOLDER", scene.Folder, StringComparison.Ordinal));
                break;
            case ["mask", var mask]:
                masks.Add(mask);
                break;
            default:
                throw new FormatException($"'{words}' is no directive. Known are: kill host, kill everything, kill everything at the next prompt, kill NAME, close sessions, close NAME, "
                    + "workspace NAME, machine NAME, copy PATH, set NAME=VALUE, mask PATTERN => WORD.");
        }
    }
}
