using System.Globalization;
using Stet.Storage.Platform;

namespace Stet.Storage.Opening;

/// <summary>
/// One host per store: an exclusive lock on <c>.stet/lock</c>, let go by the system when the process ends, however it ends.
/// Who holds it stands in <c>.stet/lock.holder</c>, since a locked file cannot be read everywhere.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    private readonly FileStream stream;

    private StoreLock(FileStream stream) => this.stream = stream;

    /// <exception cref="StoreRefusedException">Another process, or this one, has the store open.</exception>
    public static StoreLock Take(string folder)
    {
        var holder = Path.Combine(folder, "lock.holder");
        FileStream stream;
        try
        {
            stream = PrivateFiles.Stream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException trouble) when (trouble.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation or LockViolation)
        {
            throw new StoreRefusedException($"The store {folder} is in use by {Holder(holder)}. Join that host, or end it first.", trouble);
        }

        using (var file = PrivateFiles.Stream(holder, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }

        return new(stream);
    }

    public void Dispose() => stream.Dispose();

    private static string Holder(string path)
    {
        try
        {
            return "process " + File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
