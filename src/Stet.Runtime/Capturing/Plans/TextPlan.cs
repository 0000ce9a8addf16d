using System.Runtime.InteropServices;
using Stet.Images;
using Stet.Images.Types;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Strings: whole in the header, so that they exist before anything is filled.</summary>
internal sealed class TextPlan() : Plan(typeof(string), Form.Fields)
{
    public override bool Immutable => true;

    public override bool WithoutIdentity => true;

    public override bool HasContent => false;

    public override void WriteHeader(object instance, GraphWriter to)
    {
        string text = (string)instance;
        ulong length = (ulong)text.Length << 2;
        if (text.Length >= ImageFormat.ChunkThreshold / 2)
        {
            to.Headers.Varint(length | 2);
            to.Headers.Varint(to.PutChunks(ref System.Runtime.CompilerServices.Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan())), text.Length * 2L));
            return;
        }
        bool wide = text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        to.Headers.Varint(wide ? length | 1 : length);
        to.Headers.Characters(text, wide);
    }
}
