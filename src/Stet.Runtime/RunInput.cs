using Stet.Calling;

namespace Stet.Runtime;

/// <summary>Standard input of user code: that of the command which called it, where one did; else it is at its end.</summary>
internal sealed class RunInput : TextReader
{
    private static TextReader Current => Run.Current is null ? Null : StandardInput.Reader;

    public override int Peek() => Current.Peek();

    public override int Read() => Current.Read();

    public override int Read(char[] buffer, int index, int count) => Current.Read(buffer, index, count);

    public override string? ReadLine() => Current.ReadLine();

    public override string ReadToEnd() => Current.ReadToEnd();
}
