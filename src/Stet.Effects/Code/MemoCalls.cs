namespace Stet.Effects.Code;

/// <summary>The calls by which a function that is marked <c>[Memo]</c> runs: they give a function to Stet that is run, other than what Stet only keeps or shows.</summary>
internal static class MemoCalls
{
    private const string Site = "Stet.Runtime.Memos.MemoSite";

    public static bool Is(CallSite site) => site is { Type: Site, Member: "Call" or "Assume" };

    public static bool IsAssumedPure(CallSite site) => site is { Type: Site, Member: "Assume" };
}
