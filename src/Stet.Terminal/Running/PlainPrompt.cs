using Stet.Model;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>The prompt for a terminal that can do nothing (TERM=dumb): whole lines in, plain text out.</summary>
internal sealed class PlainPrompt(ISession session, PromptOptions options, TextReader input, TextWriter output)
{
    private readonly OutcomeText _outcomes = new(new Palette(colour: false));
    private ISession _session = session;

    public int Run(CancellationToken cancel)
    {
        Greet();
        while (!cancel.IsCancellationRequested && ReadInput() is { } code && code.Trim() is not ("exit" or "quit"))
        {
            if (code.Length > 0 && !Submit(code))
            {
                return 1;
            }
        }

        return 0;
    }

    private string? ReadInput()
    {
        output.Write("> ");
        var code = input.ReadLine();
        while (code is not null && code.Length > 0 && _session.InputState(code) == InputState.Incomplete)
        {
            output.Write(". ");
            var line = input.ReadLine();
            if (string.IsNullOrEmpty(line))
            {
                break;
            }

            code += "\n" + line;
        }

        return code;
    }

    /// <returns>False when the session is lost for good.</returns>
    private bool Submit(string code)
    {
        try
        {
            output.Write(_outcomes.For(_session.Submit(code, new PlainListener(output)).GetAwaiter().GetResult()));
            return true;
        }
        catch (Exception e) when (options.Reopen is null)
        {
            output.WriteLine($"The session is lost: {e.Message}");
            return false;
        }
        catch (Exception e)
        {
            _session = options.Reopen!(e).GetAwaiter().GetResult();
            Greet();
            return true;
        }
    }

    private void Greet()
    {
        foreach (var note in _session.Greeting)
        {
            output.Write(_outcomes.For(note));
        }
    }

    private sealed class PlainListener(TextWriter output) : ISubmissionListener
    {
        public void Started(SubmissionNumber number)
        {
        }

        public void Waiting(string reason) => output.WriteLine($"waiting for {reason}");

        public void Output(string text, bool isError) => output.Write(text);

        public void Kept(SubmissionNumber number)
        {
        }

        public void Noted(Note note) => output.WriteLine(note.Text);
    }
}
