using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>A struct made by the user's own <c>Migrate</c>. It is called when everything around is in place: in the last reading.</summary>
internal sealed class HookedStructCodec<T>(ObjectHook hook) : ReadingCodec(typeof(T)) where T : struct
{
    public override int StoredSize => hook.StoredSize;

    public override void Read(ref byte at, GraphReader from)
    {
        from.ReadAgain();
        var old = hook.Read(from);
        if (!from.IsLastReading) return;
        object? made = hook.Call(old, out string? trouble);
        if (made is T value) Unsafe.As<byte, T>(ref at) = value;
        else from.Problem(trouble ?? "Migrate gave null");
    }

    public override void ReadFromMemory(ref byte at, GraphReader memory)
    {
        int start = memory.In.Position;
        Read(ref at, memory);
        memory.In.Position = start + StoredSize;
    }
}

internal static class HookedStructCodec
{
    public static Codec Of(Type type, ObjectHook hook) => (Codec)Activator.CreateInstance(typeof(HookedStructCodec<>).MakeGenericType(type), hook)!;
}
