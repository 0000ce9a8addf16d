using Stet.Runtime.Capturing;

namespace Stet.Sessions.Variables;

/// <summary>
/// The live parts of a value as long as its host lives: when the value is made again in another world, they are put back into their places. Held weakly, since the value holds them; strongly only
/// while the value is in the store alone.
/// </summary>
internal sealed class LiveObjects
{
    private readonly Dictionary<int, (string Path, WeakReference<object> Instance)> known = [];
    private List<object>? held;

    public static LiveObjects? Of(CapturedImage image)
    {
        var objects = new LiveObjects();
        foreach (var ((number, instance), part) in image.LiveObjects.Zip(image.LiveParts))
        {
            if (instance is not null and not Delegate && !TypeUnits.In(instance.GetType()).Any())
            {
                objects.known[number] = (part.Path, new(instance));
            }
        }

        return objects.known.Count == 0 ? null : objects;
    }

    /// <summary>The live object of this number in the image; null where there is none any more, or it is of a type of the workspace's.</summary>
    public object? this[int number] => known.TryGetValue(number, out var part) && part.Instance.TryGetTarget(out var instance) ? instance : null;

    public bool Has(string path) => known.Values.Any(k => k.Path == path && k.Instance.TryGetTarget(out _));

    /// <summary>The value leaves the process for a moment.</summary>
    public void Hold() => held = [.. known.Keys.Select(number => this[number]).OfType<object>()];

    /// <summary>The value has been made again.</summary>
    public void Release() => held = null;
}
