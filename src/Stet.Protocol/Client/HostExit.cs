namespace Stet.Protocol.Client;

/// <summary>Exit codes by which a host speaks to the front end that has started it.</summary>
public static class HostExit
{
    public const int Clean = 0;
    public const int CouldNotStart = 2;
    public const int AnotherHostRuns = 3;
}
