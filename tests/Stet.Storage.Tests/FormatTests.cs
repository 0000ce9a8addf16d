using Stet.Storage.Torture;

namespace Stet.Storage.Tests;

/// <summary>
/// A store of every released format, with what its workload had said when it was written: <c>formats/N</c>. Never changed once released.
/// </summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(1)]
    public void A_store_of_a_released_format_reads_as_it_was_written(int format)
    {
        using var folder = new StoreFolder();
        var sample = Path.Combine(AppContext.BaseDirectory, "formats", $"{format}");
        StoreFolder.CopyFiles(Path.Combine(sample, "store"), folder.Folder);
        var acknowledged = new Acknowledged();
        foreach (var line in File.ReadLines(Path.Combine(sample, "said.txt")))
        {
            acknowledged.Hear(line);
        }

        Assert.Equal(6, acknowledged.Kept);
        Assert.Empty(acknowledged.Compare(folder.Folder, died: false));
    }
}
