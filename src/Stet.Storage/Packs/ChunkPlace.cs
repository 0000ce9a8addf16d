namespace Stet.Storage.Packs;

/// <summary>Where a chunk's bytes lie: in pack number <see cref="Pack"/> from <see cref="Position"/> on (after its record header).</summary>
internal readonly record struct ChunkPlace(int Pack, long Position, int Length);
