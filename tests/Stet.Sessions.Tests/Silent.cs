using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>Hears nothing; tests hear what they want to.</summary>
internal class Silent : ISubmissionListener
{
    public virtual void Started(SubmissionNumber number)
    {
    }

    public virtual void Waiting(string reason)
    {
    }

    public virtual void Output(string text, bool isError)
    {
    }

    public virtual void Kept(SubmissionNumber number)
    {
    }

    public virtual void Noted(Note note)
    {
    }
}
