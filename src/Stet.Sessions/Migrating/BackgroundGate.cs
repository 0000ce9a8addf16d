using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Keeping;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Where a switch moves values, nothing may write to the copies that stay behind. Submissions are held meanwhile (the caller has the foreground); what earlier ones
/// left running in the background, and could change those values, must have ended.
/// </summary>
internal sealed class BackgroundGate(VariableTable variables)
{
    /// <summary>How long a background task may take to its end before the change is refused.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>How long one that is interrupted may take to its next poll.</summary>
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(2);

    private readonly List<Run> runs = [];

    /// <summary>Keeps the newest values of variables that background code could have changed.</summary>
    public Action<IReadOnlyCollection<Variable>> KeepNewest { get; set; } = _ => { };

    /// <summary>To be called for each run before it starts.</summary>
    public void Add(Run run)
    {
        runs.RemoveAll(r => !r.IsInBackground);
        runs.Add(run);
    }

    /// <summary>Whether code of an earlier submission still runs.</summary>
    public bool IsAnyInBackground => runs.Any(r => r.IsInBackground);

    /// <summary>Waits until nothing in flight can change the variables.</summary>
    /// <param name="force">Interrupts what does not end.</param>
    /// <returns>The runs that go on.</returns>
    public IReadOnlyList<string> Close(IReadOnlyCollection<Variable> moving, bool force)
    {
        if (moving.Count == 0)
        {
            return [];
        }

        var names = moving.SelectMany(v => v.Component.Append(v.Name)).ToHashSet();
        var open = runs.Where(r => r.IsInBackground && r.MayChange.Any(names.Contains)).ToList();
        var left = open.Where(r => !(force ? r.StopBackground(Stopping) : r.WaitForBackground(Patience))).ToList();
        if (left.Count == 0)
        {
            KeepNewest([.. variables.All.Where(v => names.Contains(v.Name) && v is { Escaped: true, Slot: not null })]);
        }

        return [.. left.Select(r => $"In[{r.Number}]")];
    }
}
