namespace Stet.CommandLine;

/// <summary>A function that no command line can call; the message completes "f cannot be called from a command line: ...".</summary>
public sealed class UncallableException(string why) : Exception(why);
