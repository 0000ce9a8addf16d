namespace Stet.Worlds;

/// <summary>
/// Names of the methods that the compiler adds to the user's types, so that single members can be made without running a constructor:
/// a contract between the language project, which writes them, and migration, which calls them.
/// </summary>
public static class HiddenMembers
{
    /// <summary>Static: what the initialiser of a member gives.</summary>
    public const string Initialiser = "__init_";

    /// <summary>Of the instance: what an initialiser gives that is computed from other members.</summary>
    public const string InstanceInitialiser = "__make_";

    /// <summary>Of the instance: the same, for a member that is computed again whenever code changes.</summary>
    public const string Derived = "__derive_";

    /// <summary>Marks a member that computes itself when it is empty.</summary>
    public const string Lazy = "__lazy_";

    /// <summary>A nested class with a field for each static place of its type: the form in which these are stored.</summary>
    public const string Statics = "__Statics";

    /// <summary>In a type of a project that has a <c>Migrate</c>: followed by what differs when that, or the fields of the type, are others.</summary>
    public const string Hook = "__hook_";
}
