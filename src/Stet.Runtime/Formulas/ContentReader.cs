using System.Runtime.CompilerServices;
using Stet.Model;

using Stet.Runtime.Capturing;
using Stet.Worlds;

namespace Stet.Runtime.Formulas;

/// <summary>What a value is, by content.</summary>
/// <param name="Hash">Equal for equal values.</param>
/// <param name="Units">The workspace units whose types or code the value contains.</param>
/// <param name="IsWhole">Nothing of it escapes comparison: it has no live parts.</param>
/// <param name="Shareable">It holds an object whose identity counts.</param>
public readonly record struct ContentVersion(ContentHash Hash, IReadOnlyList<string> Units, bool IsWhole, bool Shareable)
{
    private static long unique;

    /// <summary>The code in the value: who reads it may call that.</summary>
    public IReadOnlyList<HeldPlace> Held { get => field ?? []; init; }

    /// <summary>Differs from every other version: of what cannot be compared.</summary>
    public static ContentVersion Unique() => new(new(ulong.MaxValue, (ulong)Interlocked.Increment(ref unique)), [], false, true);
}

/// <summary>
/// Compares values by what they are made of: scalars by their bits, everything else by its stored form, of which only the hash is kept. Costs what reading
/// the value costs. Safe for threads.
/// </summary>
public sealed class ContentReader
{
    private const int Attempts = 5;

    private readonly ThreadLocal<Capturer> capturer = new(() => new(new UnitNames(), new NoChunks()));

    public ContentVersion VersionOf<T>(T value) => ScalarOf(value) is { } scalar ? new(scalar, [], true, false) : Captured(value, typeof(T));

    /// <summary>The version of a value in a slot of a type.</summary>
    public ContentVersion VersionOf(object? value, Type type) => BoxedScalar(value, type) is { } scalar ? new(scalar, [], true, false) : Captured(value, type);

    /// <summary>Of an error: those of equal type and message are equal.</summary>
    public static ContentVersion VersionOf(Exception error) =>
        new(new HashBuilder().Add("error").Add(error.GetType().FullName ?? "").Add(error.Message).ToHash(), [], true, false);

    /// <summary>Several values together, with what they share.</summary>
    /// <param name="whyNot">What has no content to compare; null where all has.</param>
    internal ContentVersion ContentOf(IReadOnlyList<CaptureRoot> roots, out string? whyNot)
    {
        whyNot = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return Joined(capturer.Value!.Capture(roots, CancellationToken.None), out whyNot);
            }
            catch (CaptureException)
            {
                Thread.Yield(); // Other code changes it at this very moment.
            }
            catch (InvalidOperationException trouble)
            {
                whyNot = trouble.Message;
                return ContentVersion.Unique();
            }
        }

        whyNot = "it changes while it is read";
        return ContentVersion.Unique();
    }

    private static ContentVersion Joined(IReadOnlyList<CapturedImage> images, out string? whyNot)
    {
        var hash = new HashBuilder();
        foreach (var image in images)
        {
            hash.Add(image.Bytes.Span);
        }

        var live = images.SelectMany(i => i.LiveParts).FirstOrDefault();
        whyNot = live is null ? null : $"it holds a {live.Type} ({live.Reason})";
        return new(hash.ToHash(), [.. images.SelectMany(i => i.Units).Distinct()], live is null, images.Any(i => i.Shareable)) { Held = [.. images.SelectMany(i => i.Held).Distinct()] };
    }

    private ContentVersion Captured(object? value, Type type)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var image = capturer.Value!.Capture([new("value", value, type)], CancellationToken.None)[0];
                var hash = new HashBuilder().Add(image.Bytes.Span);
                if (image.LiveParts.Count > 0)
                {
                    hash.Add(RuntimeHelpers.GetHashCode(value).ToString("x", System.Globalization.CultureInfo.InvariantCulture));
                }

                return new(hash.ToHash(), image.Units, image.LiveParts.Count == 0, image.Shareable) { Held = image.Held };
            }
            catch (CaptureException) when (attempt < Attempts)
            {
                Thread.Yield(); // Other code changes it at this very moment.
            }
            catch (Exception trouble) when (trouble is CaptureException or InvalidOperationException)
            {
                return ContentVersion.Unique();
            }
        }

        return ContentVersion.Unique();
    }

    private static ContentHash? BoxedScalar(object? value, Type type) => value switch
    {
        int x when type == typeof(int) => ScalarOf(x),
        double x when type == typeof(double) => ScalarOf(x),
        bool x when type == typeof(bool) => ScalarOf(x),
        long x when type == typeof(long) => ScalarOf(x),
        string x when type == typeof(string) => ScalarOf(x),
        _ => null,
    };

    private static ContentHash? ScalarOf<T>(T value)
    {
        if (typeof(T) == typeof(int))
        {
            return Bits(TypeCode.Int32, (ulong)(uint)(int)(object)value!);
        }

        if (typeof(T) == typeof(double))
        {
            return Bits(TypeCode.Double, (ulong)BitConverter.DoubleToInt64Bits((double)(object)value!));
        }

        if (typeof(T) == typeof(long))
        {
            return Bits(TypeCode.Int64, (ulong)(long)(object)value!);
        }

        if (typeof(T) == typeof(bool))
        {
            return Bits(TypeCode.Boolean, (bool)(object)value! ? 1UL : 0UL);
        }

        return typeof(T) == typeof(string) && value is string text ? new HashBuilder().Add("text").Add(text).ToHash() : null;
    }

    private static ContentHash Bits(TypeCode type, ulong bits) => new((ulong)type, bits);

    /// <summary>Chunks count by their hash; nobody keeps them.</summary>
    private sealed class NoChunks : IChunkSink
    {
        public ContentHash Put(ReadOnlySpan<byte> bytes) => new HashBuilder().Add(bytes).ToHash();
    }

    private sealed class UnitNames : IUnitNames
    {
        public string? UnitOf(System.Reflection.Assembly assembly) => WorldLoader.UnitOf(assembly);
    }
}
