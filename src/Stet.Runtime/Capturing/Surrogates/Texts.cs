using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Stet.Images.Bytes;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

internal sealed class StringBuilderPlan() : FieldsPlan<StringBuilder>(new Part("text", typeof(string)))
{
    protected override void Write(StringBuilder builder, GraphWriter to) => to.Reference(builder.ToString());

    protected override void Fill(StringBuilder shell, GraphReader from) => Construct(shell, from.Reference<string>());

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(StringBuilder shell, string? text);
}

internal sealed class UriPlan() : FieldsPlan<Uri>(new Part("text", typeof(string)), new Part("isAbsolute", typeof(bool)))
{
    public override bool Immutable => true;

    public override bool WithoutIdentity => true;

    protected override void Write(Uri uri, GraphWriter to)
    {
        to.Reference(uri.OriginalString);
        to.Out.Raw(uri.IsAbsoluteUri);
    }

    protected override void Fill(Uri shell, GraphReader from)
    {
        string text = from.Reference<string>() ?? "";
        bool isAbsolute = from.In.Byte() != 0;
        Parse.Or("Uri", text, () => Construct(shell, text, isAbsolute ? UriKind.Absolute : UriKind.Relative));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Uri shell, string text, UriKind kind);
}

internal sealed class RegexPlan()
    : FieldsPlan<Regex>(new Part("pattern", typeof(string)), new Part("options", typeof(int)), new Part("timeout", typeof(TimeSpan)))
{
    public override bool Immutable => true;

    public override bool WithoutIdentity => true;

    protected override void Write(Regex regex, GraphWriter to)
    {
        to.Reference(regex.ToString());
        to.Out.Raw((int)regex.Options);
        to.Out.Raw(regex.MatchTimeout.Ticks);
    }

    protected override void Fill(Regex shell, GraphReader from)
    {
        string pattern = from.Reference<string>() ?? "";
        var (options, ticks) = (from.In.Raw<int>(), from.In.Raw<long>());
        Parse.Or("Regex", pattern, () => Construct(shell, pattern, (RegexOptions)options, TimeSpan.FromTicks(ticks)));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Regex shell, string pattern, RegexOptions options, TimeSpan timeout);
}

/// <summary>By name; settings changed on a copy of a culture are not kept.</summary>
internal sealed class CulturePlan() : BuiltPlan<CultureInfo>(new Part("name", typeof(Part.ShortText)))
{
    protected override void Write(CultureInfo culture, GraphWriter to) => to.Out.Name(culture.Name);

    protected override CultureInfo Build(GraphReader from)
    {
        string name = from.In.Name();
        return Parse.Or("culture", name, () => CultureInfo.GetCultureInfo(name));
    }
}

internal sealed class CompareInfoPlan() : BuiltPlan<CompareInfo>(new Part("culture", typeof(Part.ShortText)))
{
    protected override void Write(CompareInfo compare, GraphWriter to) => to.Out.Name(compare.Name);

    protected override CompareInfo Build(GraphReader from)
    {
        string name = from.In.Name();
        return Parse.Or("culture", name, () => CompareInfo.GetCompareInfo(name));
    }
}

/// <summary>By identifier, with its rules for machines that do not know it.</summary>
internal sealed class TimeZonePlan() : BuiltPlan<TimeZoneInfo>(new Part("id", typeof(Part.ShortText)), new Part("rules", typeof(Part.ShortText)))
{
    protected override void Write(TimeZoneInfo zone, GraphWriter to)
    {
        to.Out.Name(zone.Id);
        to.Out.Name(zone.ToSerializedString());
    }

    protected override TimeZoneInfo Build(GraphReader from)
    {
        var (id, rules) = (from.In.Name(), from.In.Name());
        if (id == TimeZoneInfo.Utc.Id) return TimeZoneInfo.Utc;
        if (id == TimeZoneInfo.Local.Id) return TimeZoneInfo.Local;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var known)) return known;
        return Parse.Or("time zone", id, () => TimeZoneInfo.FromSerializedString(rules));
    }
}

internal static class Parse
{
    /// <summary>What a framework type refuses to be made from cannot have been stored by us.</summary>
    public static T Or<T>(string what, string text, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or System.Runtime.Serialization.SerializationException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new Model.DamagedStoreException("image", $"'{text}' is no {what}", e);
        }
    }

    public static void Or(string what, string text, Action make) => Or(what, text, () =>
    {
        make();
        return true;
    });
}
