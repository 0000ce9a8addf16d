using Stet.Protocol.Client;

namespace Stet.Protocol.Tests;

public class HostDeathTests
{
    [Theory]
    [InlineData("Stack overflow.\n   at A.F(Int32)\n   at A.F(Int32)", "ran out of stack (a recursion that does not end?)")]
    [InlineData("Process terminated. enough\n   at System.Environment.FailFast()", "was ended by Environment.FailFast: enough")]
    [InlineData("Process terminated.\nenough\n   at X()", "was ended by Environment.FailFast: enough")]
    [InlineData("Process terminated.\n   at X()", "was ended by Environment.FailFast")]
    [InlineData("Out of memory.", "ran out of memory")]
    [InlineData("Unhandled exception. System.OutOfMemoryException: Array", "ran out of memory")]
    [InlineData("Unhandled exception. System.Exception: bad\n   at X()", "was ended by an exception that nothing caught: System.Exception: bad")]
    [InlineData("Fatal error. System.AccessViolationException: Attempted", "crashed: System.AccessViolationException: Attempted")]
    [InlineData("was ended by Environment.Exit, with code 3", "was ended by Environment.Exit, with code 3")]
    [InlineData("Stack overflow?\nan ordinary line", "is gone without a word (killed, or the system ran out of memory)")]
    public void The_last_words_say_the_cause(string log, string cause) =>
        Assert.Equal((cause, false), Plain(HostDeath.Find(null, "an ordinary line\n" + log + "\n", null)));

    [Theory]
    [InlineData(9, "was killed (SIGKILL: by someone's kill, or by the system for lack of memory)")]
    [InlineData(11, "crashed (SIGSEGV)")]
    [InlineData(5 << 8, "exited with code 5")]
    public void Without_last_words_the_parent_knows_the_signal_or_code(int status, string cause) =>
        Assert.Equal((cause, false), Plain(HostDeath.Find(null, "", ProcessEnd.FromWaitStatus(status))));

    [Fact]
    public void A_host_that_said_that_it_ends_ended_cleanly() =>
        Assert.Equal(("it was idle", true), Plain(HostDeath.Find("it was idle", "Stack overflow.", null)));

    [Fact]
    public void Frames_are_those_of_the_users_code()
    {
        var death = HostDeath.Find(null, string.Join('\n',
            "Process terminated. boom", "   at System.Environment.FailFast(System.String)", "   at __stet.F_fall.fall(Int32)", "   at Geo.Vec.Cross(Geo.Vec)",
            "   at __stet.In21__.__Run(Stet.Runtime.SubmissionFrame)", "   at Stet.Sessions.Submitting.StatementRun.Body()", "   at System.Threading.Thread.StartCallback()"), null);
        Assert.Equal(["   at fall(Int32)", "   at Geo.Vec.Cross(Geo.Vec)", "   at In[21]"], death.Frames);
    }

    private static (string Cause, bool Clean) Plain(HostDeath death) => (death.Cause, death.Clean);
}
