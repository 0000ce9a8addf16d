using System.Globalization;
using Stet.Sessions.SettingAside;
using Stet.Storage;

namespace Stet.Sessions.Keeping;

/// <summary>Applies the store's retention policy once a day, in an idle moment; what it dropped is said with the next submission.</summary>
internal sealed class Retention(Engine engine)
{
    private const string LastTime = "retention.last";
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    private DateTimeOffset next = DateTimeOffset.UtcNow + AfterStart;

    /// <summary>Called in idle moments, by who holds the foreground.</summary>
    public void ApplyWhenDue()
    {
        if (DateTimeOffset.UtcNow < next || !engine.Keeper.Pending.IsCompleted)
        {
            return;
        }

        next = DateTimeOffset.UtcNow + Period;
        if (engine.Store.Setting(LastTime) is not { } text || DateTimeOffset.UtcNow - DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) > Period)
        {
            foreach (var note in engine.Store.Collect().Notes)
            {
                engine.LaterNotes.Enqueue(note);
            }

            engine.Trash().Prune(engine.Store.Retention.Age, engine.Store.Retention.Bytes);
            engine.Store.SetSetting(LastTime, DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture));
        }
    }
}
