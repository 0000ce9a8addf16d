using System.Diagnostics;

namespace Stet.Benchmarks;

/// <summary>The other environments that are on this machine. <c>benchmarks/run</c> installs what it can first.</summary>
internal sealed record Peers(string? Python, string? IPython, string? Octave, string? CSharpRepl, string? Sbcl, string? Node, string? HyperFormula)
{
    public static Peers Find() => new(
        Where("STET_PEER_PYTHON"), Where("STET_PEER_IPYTHON"), Where("STET_PEER_OCTAVE"), Where("STET_PEER_CSHARPREPL"), Where("STET_PEER_SBCL"), Where("STET_PEER_NODE"), Where("STET_PEER_HYPERFORMULA"));

    public string Versions => string.Join("; ", new[]
    {
        Version(Python, "--version"), IPython is null ? null : "IPython " + Version(IPython, "--version"), Version(Octave, "--version"), Version(CSharpRepl, "--version"), Version(Sbcl, "--version"), Node is null || HyperFormula is null ? null : $"HyperFormula {Workbench.Output(Node, HyperFormula, "--version").Trim()} on node {Version(Node, "--version")}",
    }.Where(version => version is not null));

    private static string? Where(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path && File.Exists(path) ? path : null;

    private static string? Version(string? program, string argument)
    {
        if (program is null)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Split('\n')[0].Trim();
    }
}
