namespace Stet.Calling;

/// <summary>Of a parameter: <c>stet call</c>, and the program that <c>stet export</c> makes, give it what comes by standard input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StdinAttribute : Attribute;
