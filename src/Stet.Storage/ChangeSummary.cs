namespace Stet.Storage;

/// <summary>The changed names of a version in words: "x, y (values), mean (definition)".</summary>
internal static class ChangeSummary
{
    public static string Of(IReadOnlyList<ChangedName> names) =>
        string.Join(", ", names.Where(name => name.Kind is not (BindingKind.Setting or BindingKind.Renaming)).GroupBy(name => name.Kind).OrderBy(group => group.Key).Select(Words)
            .Concat(names.Any(name => name is { Kind: BindingKind.Setting, Name: SetAside }) ? ["files"] : []));

    /// <summary>The setting that tells of files which were destroyed and can be brought back.</summary>
    private const string SetAside = "set aside";

    private static string Words(IGrouping<BindingKind, ChangedName> group)
    {
        var word = group.Key is BindingKind.Variable ? "value" : group.Key.ToString().ToLowerInvariant();
        return $"{string.Join(", ", group.Select(name => name.Name))} ({word}{(group.Count() > 1 ? "s" : "")})";
    }
}
