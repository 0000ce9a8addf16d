using System.Globalization;

namespace Stet.Storage.Retention;

/// <summary>What the retention policy keeps.</summary>
/// <param name="Age">Superseded versions younger than this are kept, unless they exceed <paramref name="Bytes"/>.</param>
/// <param name="Bytes">Total stored bytes of superseded versions; the oldest are dropped beyond it.</param>
/// <param name="Versions">This many newest versions are kept whatever their age and size.</param>
public sealed record RetentionLimits(TimeSpan Age, long Bytes, int Versions)
{
    /// <summary>The setting that holds them, as <c>ticks bytes versions</c>.</summary>
    internal const string Setting = "retention";

    internal static RetentionLimits Of(StoreOptions options) => new(options.KeepAge, options.KeepBytes, options.KeepVersions);

    /// <summary>Null where the text is not what <see cref="ToSetting"/> writes.</summary>
    internal static RetentionLimits? Parse(string? setting) =>
        setting?.Split(' ') is [var age, var bytes, var versions]
        && long.TryParse(age, CultureInfo.InvariantCulture, out var ticks) && long.TryParse(bytes, CultureInfo.InvariantCulture, out var most)
        && int.TryParse(versions, CultureInfo.InvariantCulture, out var least)
            ? new(new(ticks), most, least) : null;

    internal string ToSetting() => string.Create(CultureInfo.InvariantCulture, $"{Age.Ticks} {Bytes} {Versions}");
}
