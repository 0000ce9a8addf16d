using System.Runtime.Loader;

namespace Stet.Runtime.Memos;

/// <summary>How generated code finds what is kept of a function that is marked <c>[Memo]</c>. Called once per loaded function, from a static initialiser.</summary>
public static class MemoSites
{
    public static MemoSite Bind(Type asker, string function) =>
        new((AssemblyLoadContext.GetLoadContext(asker.Assembly) as UnitContext)?.Slots.Memos ?? throw new InvalidOperationException($"{asker} was not loaded as a unit of a workspace."), asker, function);
}
