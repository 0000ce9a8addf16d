using System.Text.Json.Serialization;

namespace Stet.Sessions.Recipes;

/// <summary>
/// How a variable came about: the statements that made it and changed it later, with the variables and definitions they used, as these were then.
/// Stored with the variable, and so undone with it; property names are part of the stored format.
/// </summary>
/// <param name="Steps">In the order in which they ran. Code, directory and time are in the history of their submissions.</param>
/// <param name="Inputs">Variables that were read and that no step makes, each with the content it had.</param>
/// <param name="Definitions">What the steps reach of the workspace's code, each with what it compiled to.</param>
/// <param name="Format">The compiler's: where it is another one today, definitions are compared by their text.</param>
/// <param name="IsPartial">There were earlier steps, which are not known: from before there were recipes, or more than are kept.</param>
/// <param name="InBackground">Code that lives on (a lambda, a task) changed the value too.</param>
/// <param name="Refreshed">The submission that ran the recipe again; 0 where none did.</param>
internal sealed record Recipe(
    IReadOnlyList<RecipeStep> Steps, IReadOnlyList<RecipeInput> Inputs, IReadOnlyList<RecipeDefinition> Definitions, string Format,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPartial = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool InBackground = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Refreshed = 0);

/// <summary>Statements of one submission.</summary>
/// <param name="Statements">Their places among the submission's statements, from 0.</param>
internal sealed record RecipeStep(long In, IReadOnlyList<int> Statements);

/// <param name="Image">The stored form that the value had, as 32 hexadecimal digits; empty where it was not kept.</param>
/// <param name="Shared">Other variables were in that form too.</param>
/// <param name="Since">The submission that gave it that content.</param>
/// <param name="In">The submission that read it.</param>
internal sealed record RecipeInput(
    string Name, string Image, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Shared, long Since, long In);

/// <param name="Key">The definition; of several that refer to each other, the first.</param>
/// <param name="Content">What it compiled to, as 32 hexadecimal digits.</param>
/// <param name="Text">A hash of its source.</param>
/// <param name="In">The submission that used it.</param>
internal sealed record RecipeDefinition(string Key, string Content, string Text, long In);
