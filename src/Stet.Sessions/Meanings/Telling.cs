namespace Stet.Sessions.Meanings;

/// <summary>
/// What a session has been told of: a user who edits a function and runs the lines that use it knows that it changes. That something has changed is told with the
/// first entry that it concerns, and not again for half an hour, be it with other entries or of later versions. All of it can be looked at.
/// </summary>
internal sealed class Telling(TimeProvider clock)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, (string Code, string Version, DateTimeOffset Time)> told = [];
    private readonly Lock gate = new();

    /// <param name="code">The entry's text.</param>
    /// <param name="tells">It is said now.</param>
    public bool IsNews(Difference difference, string code, bool tells)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var isNews = !told.TryGetValue(difference.Name, out var last) || (last.Code == code && last.Version == difference.Version) || now - last.Time > Rest;
            if (isNews && tells)
            {
                told[difference.Name] = (code, difference.Version, now);
            }

            return isNews;
        }
    }
}
