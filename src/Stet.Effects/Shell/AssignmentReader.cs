namespace Stet.Effects.Shell;

/// <summary><c>NAME=value</c> before a command, or alone; <c>NAME=(a b)</c> for arrays.</summary>
internal static class AssignmentReader
{
    public static Assignment? Read(ShellText text, Func<char, bool> ends)
    {
        var name = ParameterReader.NameAt(text, 0);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return null;
        }

        var after = text.Peek(name.Length) == '+' ? name.Length + 1 : name.Length;
        if (text.Peek(after) != '=')
        {
            return null;
        }

        text.Skip(after + 1);
        if (!text.AtEnd && text.Current == '(')
        {
            text.Skip(1);
            return new(name, new WordReader(new(text.TakeBalanced('(', ')'))).Read(_ => false) ?? Word.Of(""));
        }

        return new(name, new WordReader(text).Read(ends) ?? Word.Of(""));
    }
}
