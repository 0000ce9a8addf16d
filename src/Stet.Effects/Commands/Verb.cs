using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary>What a command does to what it names, as the tables say it.</summary>
internal enum Verb
{
    Nothing,
    Deletes,
    Overwrites,

    /// <summary>Adds to a file, or makes one.</summary>
    Appends,
    Reads,
    Network,
    System,
    Prints,
    Environment,
    Clock,
    Random,

    /// <summary>Runs code that is not in sight.</summary>
    Runs,

    /// <summary>With these options it does nothing of what the other lines say.</summary>
    Only,
}

internal static class Verbs
{
    public static EffectKinds KindOf(Verb verb) => verb switch
    {
        Verb.Deletes => EffectKinds.Deletes,
        Verb.Overwrites => EffectKinds.Overwrites,
        Verb.Appends => EffectKinds.WritesFiles,
        Verb.Reads => EffectKinds.ReadsFiles,
        Verb.Network => EffectKinds.UsesNetwork,
        Verb.System => EffectKinds.ChangesSystem,
        Verb.Prints => EffectKinds.Prints,
        Verb.Environment => EffectKinds.ReadsEnvironment,
        Verb.Clock => EffectKinds.ReadsClock,
        Verb.Random => EffectKinds.ReadsRandom,
        Verb.Runs => EffectKinds.Unknown,
        _ => EffectKinds.Pure,
    };
}
