namespace Stet.Storage.Rows;

/// <summary>The part of a history entry that is durable before the run.</summary>
internal sealed record EntryRow(long Number, string Session, string Code, string Directory, long Ticks, long OffsetMinutes)
{
    public RowWriter Write(RowWriter to) => to.Int(Number).Text(Session).Text(Code).Text(Directory).Int(Ticks).Int(OffsetMinutes);

    public static EntryRow Read(ref RowReader from) => new(from.Int(), from.Text()!, from.Text()!, from.Text()!, from.Int(), from.Int());

    public DateTimeOffset Time => new DateTimeOffset(Ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(OffsetMinutes));
}

/// <summary>The part of a history entry that is known when its run has ended.</summary>
internal sealed record EndingRow(long Number, long State, double Milliseconds, string? Type, string? Result, string Output)
{
    /// <summary>The stored state of an entry whose host died in it; the model's own states are stored by their numbers.</summary>
    public const long HostDied = 100;

    public RowWriter Write(RowWriter to) => to.Int(Number).Int(State).Number(Milliseconds).Text(Type).Text(Result).Text(Output);

    public static EndingRow Read(ref RowReader from) =>
        new(from.Int(), from.Int(), from.Number(), from.Text(), from.Text(), from.Text()!);
}

/// <summary>Which format and which store this is.</summary>
internal sealed record FormatRow(long Version, string Store, long Made)
{
    public RowWriter Write(RowWriter to) => to.Int(Version).Text(Store).Int(Made);
}

/// <summary>What a history entry meant when it ran, opaque to the store.</summary>
/// <param name="Same">A hash of the text that ran: equal for entries that are the same command.</param>
internal sealed record MeaningRow(long Number, long Same, string Payload)
{
    public RowWriter Write(RowWriter to) => to.Int(Number).Int(Same).Text(Payload);

    public static MeaningRow Read(ref RowReader from) => new(from.Int(), from.Int(), from.Text()!);
}

/// <summary>A name from one submission on. A null payload says that the name was removed.</summary>
internal sealed record BindingRow(long Kind, string Name, long Since, string? Payload, byte[]? Image)
{
    /// <summary>The end of a row that is still in force.</summary>
    public const long Open = long.MaxValue;

    public RowWriter Write(RowWriter to) => to.Int(Kind).Text(Name).Int(Since).Text(Payload).Blob(Image);

    public static BindingRow Read(ref RowReader from) => new(from.Int(), from.Text()!, from.Int(), from.Text(), from.Blob());
}

/// <summary>
/// An image: its bytes inline, or the chunks that hold them in order (<see cref="Parts"/>: hash and length, 20 bytes each),
/// and the chunks that it refers to (<see cref="References"/>: 16 bytes each).
/// </summary>
internal sealed record ImageRow(byte[] Hash, long Length, byte[]? Inline, byte[] Parts, byte[] References)
{
    public RowWriter Write(RowWriter to) => to.Blob(Hash).Int(Length).Blob(Inline).Blob(Parts).Blob(References);

    public static ImageRow Read(ref RowReader from) => new(from.Blob()!, from.Int(), from.Blob(), from.Blob()!, from.Blob()!);
}

/// <summary>A submission that changed bindings. <see cref="Previous"/> chains the versions, so that a missing one is noticed.</summary>
/// <param name="Changes">A line for each name: the kind's number, a space, the name.</param>
internal sealed record VersionRowStored(long Number, long Previous, string Changes)
{
    public RowWriter Write(RowWriter to) => to.Int(Number).Int(Previous).Text(Changes);
}

/// <summary>A setting of the store.</summary>
internal sealed record SettingRow(string Name, string Value)
{
    public RowWriter Write(RowWriter to) => to.Text(Name).Text(Value);

    public static SettingRow Read(ref RowReader from) => new(from.Text()!, from.Text()!);
}
