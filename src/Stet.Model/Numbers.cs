namespace Stet.Model;

/// <summary>The place of a submission in the workspace's history: 1, 2, 3, ... over all sessions. Also names the state after it (<c>at(12)</c>).</summary>
public readonly record struct SubmissionNumber(long Value) : IComparable<SubmissionNumber>
{
    public int CompareTo(SubmissionNumber other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The place of a world in the order in which worlds were made; the newest has the highest number.</summary>
public readonly record struct WorldNumber(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One front end attached to a host. Unique within the workspace, also across restarts.</summary>
public readonly record struct SessionId(string Value)
{
    public override string ToString() => Value;
}
