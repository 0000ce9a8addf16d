using Stet.Model;

namespace Stet.CrashCampaign;

/// <summary>For submissions of which only the outcome matters.</summary>
internal sealed class Unheard : ISubmissionListener
{
    public static Unheard Instance { get; } = new();

    public void Started(SubmissionNumber number)
    {
    }

    public void Waiting(string reason)
    {
    }

    public void Output(string text, bool isError)
    {
    }

    public void Kept(SubmissionNumber number)
    {
    }

    public void Noted(Note note)
    {
    }
}
