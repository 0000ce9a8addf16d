namespace Stet.Images;

/// <summary>Fields by the names their source has.</summary>
internal static class MemberNames
{
    /// <summary>The property's name for the field behind an automatic property, the variable's for a captured one.</summary>
    public static string Shown(string field)
    {
        if (field.Length < 3 || field[0] != '<') return field;
        int end = field.IndexOf('>');
        return end > 1 ? field[1..end] : field;
    }
}
