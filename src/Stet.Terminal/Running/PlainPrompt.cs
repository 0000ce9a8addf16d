using Stet.Model;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>The prompt for a terminal that can do nothing (TERM=dumb): whole lines in, plain text out.</summary>
internal sealed class PlainPrompt(ISession session, TextReader input, TextWriter output)
{
    private readonly OutcomeText _outcomes = new(new Palette(colour: false));

    public int Run(CancellationToken cancel)
    {
        Greet();
        while (!cancel.IsCancellationRequested && ReadInput() is { } code && code.Trim() is not ("exit" or "quit"))
        {
            if (code.Length > 0)
            {
                Submit(code);
            }
        }

        return 0;
    }

    private string? ReadInput()
    {
        output.Write("> ");
        var code = input.ReadLine();
        while (code is not null && code.Length > 0 && session.InputState(code) == InputState.Incomplete)
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

    private void Submit(string code)
    {
        try
        {
            output.Write(_outcomes.For(session.Submit(code, new PlainListener(output)).GetAwaiter().GetResult()));
        }
        catch (Exception e)
        {
            output.WriteLine($"This was not run to its end: {e.Message}");
        }
    }

    private void Greet()
    {
        foreach (var note in session.Greeting)
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
