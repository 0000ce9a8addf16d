namespace Stet.Cli;

/// <summary>The command line cannot be carried out; the message says which word, why, and what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
