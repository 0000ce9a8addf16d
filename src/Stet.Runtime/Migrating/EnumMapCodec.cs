using System.Globalization;
using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>An enum whose members have other numbers now: matched by name, flags one by one. <c>[Formerly]</c> on a member gives its old name.</summary>
/// <param name="names">What was renamed since.</param>
internal sealed class EnumMapCodec(Type type, TypeRecord record, NameChanges names) : ReadingCodec(type)
{
    readonly Codec _stored = For(PrimitiveTypes.Of((Primitive)record.Element)!);
    readonly Dictionary<long, long?> _known = [];
    readonly IReadOnlyList<EnumMember> _members = EnumMembers.Of(type);

    public override int StoredSize => _stored.RawSize;

    /// <summary>Whether every member has the number it had: then what is stored can be read as it is.</summary>
    public static bool IsSame(Type type, TypeRecord record, NameChanges names) =>
        record.Members.All(stored => EnumMembers.Of(type).Any(m => m.Name == names.Member(record.Name, stored.Name) && m.Value == stored.Value));

    public override void Read(ref byte at, GraphReader from)
    {
        Span<byte> place = stackalloc byte[8];
        place.Clear();
        _stored.Read(ref place[0], from);
        long stored = Widened(place);
        if (!_known.TryGetValue(stored, out long? today)) _known[stored] = today = Map(stored);
        if (today is null)
        {
            from.Problem($"{NameOf(stored)} is not a {TypeNames.Of(Type)} any more");
            return;
        }
        Put(ref at, today.Value);
    }

    long Widened(ReadOnlySpan<byte> place)
    {
        long raw = BitConverter.ToInt64(place);
        int unused = 64 - 8 * _stored.RawSize;
        bool isSigned = (Primitive)record.Element is Primitive.SByte or Primitive.Int16 or Primitive.Int32 or Primitive.Int64;
        return isSigned ? raw << unused >> unused : (long)((ulong)raw << unused >> unused);
    }

    void Put(ref byte at, long value)
    {
        switch (For(Type.GetEnumUnderlyingType()).RawSize)
        {
            case 1: at = (byte)value; break;
            case 2: Unsafe.WriteUnaligned(ref at, (short)value); break;
            case 4: Unsafe.WriteUnaligned(ref at, (int)value); break;
            default: Unsafe.WriteUnaligned(ref at, value); break;
        }
    }

    /// <summary>Null where a member that is meant does not exist any more.</summary>
    long? Map(long stored)
    {
        foreach (var member in record.Members)
            if (member.Value == stored) return Today(member.Name);
        return stored == 0 || !IsFlags ? stored : MapFlags(stored);
    }

    /// <summary>A combination, taken apart largest member first.</summary>
    long? MapFlags(long stored)
    {
        long left = stored, value = 0;
        foreach (var member in record.Members.Where(m => m.Value != 0).OrderByDescending(m => long.PopCount(m.Value)))
        {
            if ((left & member.Value) != member.Value) continue;
            if (Today(member.Name) is not { } today) return null;
            value |= today;
            left &= ~member.Value;
        }
        return left == 0 ? value : value | left;
    }

    bool IsFlags => Type.IsDefined(typeof(FlagsAttribute), false);

    long? Today(string stored)
    {
        string name = names.Member(record.Name, stored);
        foreach (var member in _members)
            if (member.Name == name) return member.Value;
        foreach (var member in _members)
            if (FormerNames.Of(Type.GetField(member.Name)!).Contains(name)) return member.Value;
        return null;
    }

    string NameOf(long stored)
    {
        foreach (var member in record.Members)
            if (member.Value == stored) return member.Name;
        return stored.ToString(CultureInfo.InvariantCulture);
    }
}
