using Stet.Model;

namespace Stet.Terminal.Running;

/// <summary>
/// Submissions whose values are still being kept behind the prompt. Most are kept before anyone could read about it; only
/// those that take longer are mentioned, and announced when they are kept.
/// </summary>
internal sealed class Keeping(TimeProvider clock)
{
    private static readonly TimeSpan Unmentioned = TimeSpan.FromSeconds(0.3);
    private readonly SortedDictionary<SubmissionNumber, long> _since = [];
    private SubmissionNumber _upTo = new(0);

    public bool IsBusy => _since.Count > 0;

    /// <summary>What is being kept, for how long; empty when there is nothing to mention.</summary>
    public string Status
    {
        get
        {
            var lasting = _since.Where(entry => clock.GetElapsedTime(entry.Value) >= Unmentioned).ToList();
            return lasting.Count == 0 ? ""
                : $"keeping {string.Join(", ", lasting.Select(entry => $"In[{entry.Key}]"))} {Duration.Text(clock.GetElapsedTime(lasting[0].Value))} ...";
        }
    }

    /// <summary>The outcome is there, and not everything of it is durable.</summary>
    public void Begin(SubmissionNumber number)
    {
        if (number.CompareTo(_upTo) > 0)
        {
            _since[number] = clock.GetTimestamp();
        }
    }

    /// <summary>Everything up to a submission is durable.</summary>
    /// <returns>What to announce; null when it went unmentioned.</returns>
    public string? End(SubmissionNumber number)
    {
        _upTo = number.CompareTo(_upTo) > 0 ? number : _upTo;
        var kept = _since.Where(entry => entry.Key.CompareTo(number) <= 0).ToList();
        var mentioned = kept.Where(entry => clock.GetElapsedTime(entry.Value) >= Unmentioned).ToList();
        foreach (var entry in kept)
        {
            _since.Remove(entry.Key);
        }

        return mentioned.Count == 0 ? null
            : $"{string.Join(", ", mentioned.Select(entry => $"In[{entry.Key}]"))} kept, {Duration.Text(clock.GetElapsedTime(mentioned[0].Value))}";
    }

    /// <summary>The session is lost; nobody will say any more what is kept.</summary>
    public void Forget() => _since.Clear();
}
