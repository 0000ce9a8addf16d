using System.Collections.Immutable;

namespace Stet.Effects.Shell;

/// <summary>An alias is text: what the user typed behind it stands behind the alias's last command.</summary>
internal static class AliasText
{
    public static ShellNode Apply(string meaning, SimpleCommand command) => Append(ShellParser.Parse(meaning), command);

    private static ShellNode Append(ShellNode meaning, SimpleCommand command) => meaning switch
    {
        SimpleCommand simple => simple with
        {
            Assignments = command.Assignments.AddRange(simple.Assignments),
            Words = simple.Words.AddRange(command.Words[1..]),
            Redirections = simple.Redirections.AddRange(command.Redirections),
        },
        Pipeline pipeline => pipeline with { Stages = [.. pipeline.Stages[..^1], Append(pipeline.Stages[^1], command)] },
        Sequence { Items.Length: > 0 } sequence => new Sequence([.. sequence.Items[..^1], Append(sequence.Items[^1], command)]),
        _ => meaning,
    };
}
