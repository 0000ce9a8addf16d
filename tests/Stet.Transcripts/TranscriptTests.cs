namespace Stet.Transcripts;

/// <summary>
/// Every transcript, played on the real command with a real host and a real store. One that differs writes what was printed
/// beside itself as <c>name.actual.md</c>; if that is right, it takes the transcript's place.
/// </summary>
public class TranscriptTests
{
    public static TheoryData<string> Files =>
        [.. new[] { "tests/Stet.Transcripts/transcripts", "docs/tour" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md"))
            .Where(file => !file.EndsWith(".actual.md", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Prints_what_is_recorded(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var actualPath = Path.ChangeExtension(path, ".actual.md");
        var recorded = TranscriptParser.Parse(await File.ReadAllTextAsync(path));
        var actual = await Player.Play(recorded, Repository.Command);
        if (actual.Text == recorded.Text)
        {
            File.Delete(actualPath);
            return;
        }

        await File.WriteAllTextAsync(actualPath, actual.Text);
        Assert.Fail($"{file} differs from what was printed, which is in {Path.GetFileName(actualPath)}:\n{Difference.Between(recorded.Text, actual.Text)}");
    }
}
