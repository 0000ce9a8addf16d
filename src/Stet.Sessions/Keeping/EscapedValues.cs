using Stet.Sessions.Variables;

namespace Stet.Sessions.Keeping;

/// <summary>Values that code which lives on may have changed since they were kept.</summary>
internal static class EscapedValues
{
    /// <summary>Captures them again, with those that share objects with them, and waits until they are durable. The caller holds the foreground.</summary>
    public static void Keep(Engine engine, IReadOnlyCollection<Variable> escaped)
    {
        var sharers = escaped.SelectMany(v => v.Component.Append(v.Name)).Distinct().Select(engine.Variables.Find).OfType<Variable>().Where(v => v.Slot is not null).ToList();
        if (sharers.Count > 0 && engine.LastCommit is { } last)
        {
            engine.Keeper.Keep(last with { Changes = [], Images = [] }, sharers, _ => [], inFront: true, onlyChanges: true, recipes: new(new(), engine.Contents, _ => null, last.Number, isBackground: true));
        }
    }
}
