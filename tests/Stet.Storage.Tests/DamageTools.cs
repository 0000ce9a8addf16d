namespace Stet.Storage.Tests;

internal static class DamageTools
{
    /// <summary>Flips bits from a random byte on; returns where.</summary>
    public static long FlipBits(string path, Random random, int bytes)
    {
        using var file = File.Open(path, FileMode.Open);
        var at = random.NextInt64(file.Length);
        for (var i = at; i < Math.Min(at + bytes, file.Length); i++)
        {
            file.Position = i;
            var old = file.ReadByte();
            file.Position = i;
            file.WriteByte((byte)(old ^ (1 << random.Next(8))));
        }

        return at;
    }

    /// <summary>Leaves no byte of a file as it was.</summary>
    public static void Wreck(string path) => File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Select(value => (byte)~value)]);

    /// <summary>Shortens a file to a random length; returns it.</summary>
    public static long Cut(string path, Random random, bool toNothing)
    {
        using var file = File.Open(path, FileMode.Open);
        var length = toNothing ? 0 : random.NextInt64(file.Length);
        file.SetLength(length);
        return length;
    }
}
