namespace Stet.Terminal;

/// <summary>What the prompt cannot know by itself.</summary>
public sealed record PromptOptions
{
    /// <summary>Kills the host, when the user has answered the question with yes. Null: not offered.</summary>
    public Func<Task>? KillHost { get; init; }

    /// <summary>Null: as the environment says (NO_COLOR).</summary>
    public bool? Colour { get; init; }
}
