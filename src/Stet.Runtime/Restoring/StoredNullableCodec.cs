using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Migrating;

namespace Stet.Runtime.Restoring;

/// <summary>A nullable of a struct that has other fields today.</summary>
internal sealed class StoredNullableCodec<T>(Codec inner) : ReadingCodec(typeof(T?)) where T : struct
{
    readonly NullableCodec<T> _own = new();

    public override void Read(ref byte at, GraphReader from) => _own.Read(ref at, from, inner);
}
