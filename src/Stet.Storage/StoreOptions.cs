namespace Stet.Storage;

/// <summary>How a store is opened. The defaults are those of a user's workspace.</summary>
public sealed record StoreOptions
{
    /// <summary>The longest output text kept with an entry, in characters: 64 K. The rest is cut with a mark.</summary>
    public const int OutputLimit = 64 * 1024;

    /// <summary>So many imported entries are one transaction.</summary>
    internal const int ImportBatch = 5_000;

    /// <summary>Images up to this many bytes stand in the database; larger ones are split into chunks.</summary>
    public const int InlineImageLimit = 64 * 1024;

    /// <summary>All inline images of one commit have at most this many bytes; further ones go into chunks.</summary>
    public const int InlineCommitLimit = 1024 * 1024;

    /// <summary>Superseded versions younger than this are kept, unless they exceed <see cref="KeepBytes"/>.</summary>
    public TimeSpan KeepAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Total stored bytes of superseded versions; the oldest are dropped beyond it.</summary>
    public long KeepBytes { get; init; } = 10L << 30;

    /// <summary>This many newest versions are kept whatever their age and size.</summary>
    public int KeepVersions { get; init; } = 50;

    /// <summary>A pack is closed and a new one begun at this length.</summary>
    public long PackBytes { get; init; } = 256L << 20;

    /// <summary>Compiled units beyond this total are dropped, the least recently used first. They can be compiled again.</summary>
    public long UnitBytes { get; init; } = 512L << 20;

    /// <summary>The user's folder that holds the registry of trusted stores; null for the system's own place.</summary>
    public string? StateFolder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
