using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Stet.Runtime.RoundTrip;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

/// <summary>Random graphs of every supported type, with cycles and sharing.</summary>
public sealed class RoundTripProperty
{
    [Fact]
    public void A_graph_restored_in_another_process_has_the_same_structure_and_identity()
    {
        using var other = new OtherProcess();
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (seed, size) =>
        {
            string answer = other.Judge(seed, size, Trip.Image(seed, size));
            return (answer == "same").Label(answer);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
    }

    /// <summary>More with STET_ROUND_TRIPS.</summary>
    static int Runs => int.TryParse(Environment.GetEnvironmentVariable("STET_ROUND_TRIPS"), out int runs) ? runs : 300;

    sealed class OtherProcess : IDisposable
    {
        readonly Process _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Trip).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        public string Judge(int seed, int size, byte[] image)
        {
            _process.StandardInput.WriteLine($"{seed} {size} {Convert.ToBase64String(image)}");
            return _process.StandardOutput.ReadLine() ?? $"the other process ended with {_process.ExitCode}";
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
