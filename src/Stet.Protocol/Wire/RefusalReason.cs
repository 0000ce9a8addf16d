namespace Stet.Protocol.Wire;

internal static class RefusalReason
{
    /// <summary>Front end and host speak different protocol versions.</summary>
    public const string Protocol = "protocol";

    /// <summary>A frame that is no frame, or one that does not belong here.</summary>
    public const string Malformed = "malformed";

    /// <summary>The workspace could not be opened.</summary>
    public const string Workspace = "workspace";

    /// <summary>A submission runs, and the request was not forced.</summary>
    public const string Busy = "busy";

    /// <summary>The engine threw where it promises not to: a fault of Stet's.</summary>
    public const string Fault = "fault";
}
