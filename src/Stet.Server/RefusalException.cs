namespace Stet.Server;

/// <summary>A request that is not carried out; the front end gets the reason and the message.</summary>
internal sealed class RefusalException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
