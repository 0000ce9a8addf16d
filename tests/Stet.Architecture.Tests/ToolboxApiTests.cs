using System.Reflection;
using Stet.Toolbox;

namespace Stet.Architecture.Tests;

/// <summary>What user code can call is a promise: it is recorded in Toolbox.api.txt, so that a change to it shows in review.</summary>
public class ToolboxApiTests
{
    [Fact]
    public void The_public_api_of_the_toolbox_is_as_recorded()
    {
        var recorded = Path.Combine(Checkout.Root, "tests", "Stet.Architecture.Tests", "Toolbox.api.txt");
        var now = string.Join('\n', typeof(Commands).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(Lines)) + "\n";
        var known = File.Exists(recorded) ? File.ReadAllText(recorded) : "";
        if (now != known)
        {
            File.WriteAllText(Path.ChangeExtension(recorded, ".received.txt"), now);
        }

        Assert.Equal(known, now);
    }

    private static IEnumerable<string> Lines(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m is not MethodInfo { IsSpecialName: true })
            .Select(m => $"  {m}").Order(StringComparer.Ordinal).Prepend(type.FullName!);
}
