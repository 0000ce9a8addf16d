using Stet.Model;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>What goes wrong between a front end and its host. The message is meant for the user.</summary>
public abstract class HostTrouble(string message) : Exception(message);

/// <summary>The connection ended before the reply came.</summary>
internal sealed class HostLostException(SubmissionNumber? submission) : HostTrouble("The connection to the host is lost.")
{
    /// <summary>The submission that ran; null where none had begun.</summary>
    public SubmissionNumber? Submission { get; } = submission;
}

/// <summary>The host says that it does not do what was asked.</summary>
public sealed class HostRefusedException : HostTrouble
{
    internal HostRefusedException(Refused refused)
        : base(refused.Message) => Reason = refused.Reason;

    /// <summary>"protocol", "malformed", "workspace", "busy" or "fault".</summary>
    public string Reason { get; }
}

/// <summary>No host could be started. The message says why and where to look.</summary>
public sealed class HostStartException(string message) : HostTrouble(message);
