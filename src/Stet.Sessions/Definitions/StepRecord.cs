using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Model;
using Stet.Sessions.Keeping;
using Stet.Storage;

namespace Stet.Sessions.Definitions;

/// <summary>
/// Files and store are two places: a host that dies after the files are written and before the values are committed would leave a submission half
/// done. So the files as they were are put into the store before they are written, and the commit names that record. Where the commit is missing
/// at the next start, the files are put back, unless they have been edited since. A submission that only defines, in one file, and moves no values
/// needs none of this: the file alone is the whole of it.
/// Held by <c>StepRecordTests</c> and <c>RandomKillsTests</c>.
/// </summary>
internal sealed class StepRecord(WorkspaceStore store, DefinitionFolder disk)
{
    /// <summary>The setting that holds the newest record, and the binding by which a commit names the record that it completes.</summary>
    public const string Name = "step.files";

    private StepRecordPayload? last;
    private Task<KeepResult>? keeping;

    /// <summary>Called before the files of a step are written.</summary>
    /// <param name="alone">The submission does nothing but define.</param>
    /// <returns>What the commit must contain; null where no record is needed.</returns>
    /// <exception cref="StoreWriteException">The record could not be stored; nothing is to be written.</exception>
    public BindingChange? Begin(SubmissionNumber number, PreparedStep step, IReadOnlyDictionary<string, FileText> before, bool alone)
    {
        keeping?.Wait();
        var open = last is not null && !IsCommitted(last) ? last : null;
        var written = step.Files.Values.Where(file => file.Length < 0).ToList();
        var movesValues = step.Carried.Variables.Count + step.Stranded.Count > 0;
        if (written.Count == 0 || (alone && written.Count == 1 && !movesValues && open is null))
        {
            return null;
        }

        var files = written.ToDictionary(
            file => file.Path, file => new FileBefore(open?.Files.GetValueOrDefault(file.Path)?.Before ?? before.GetValueOrDefault(file.Path)?.Content, HashOf(file.Content)));
        foreach (var (path, file) in open?.Files ?? [])
        {
            files.TryAdd(path, file);
        }

        var record = new StepRecordPayload(number.ToString(), files);
        store.SetSetting(Name, JsonSerializer.Serialize(record, StepRecordJson.Default.StepRecordPayload));
        last = record;
        return new(BindingKind.Setting, Name, record.Id, null);
    }

    /// <summary>The next step waits for the commit of this one.</summary>
    public void KeptBy(Task<KeepResult> commit) => keeping = commit;

    /// <summary>At a start, before the files are looked at.</summary>
    /// <exception cref="UnwritableFileException">A file could not be put back.</exception>
    public IReadOnlyList<Note> TakeBack()
    {
        if (store.Setting(Name) is not { Length: > 0 } text || JsonSerializer.Deserialize(text, StepRecordJson.Default.StepRecordPayload) is not { } record)
        {
            return [];
        }

        List<string> back = IsCommitted(record) ? [] : [.. record.Files.Where(file => disk.ReadOrNull(file.Key) is { } now && HashOf(now) == file.Value.After).Select(file => file.Key)];
        back.ForEach(path => disk.PutBack(path, record.Files[path].Before));
        store.SetSetting(Name, "");
        return back.Count == 0 ? [] : [new(NoteKind.Recovered, $"{string.Join(", ", back)}: as before the submission in which the host died", back)];
    }

    private bool IsCommitted(StepRecordPayload record) => store.Binding(BindingKind.Setting, Name)?.Payload == record.Id;

    private static string HashOf(string text) => Hashing.Of(Encoding.UTF8.GetBytes(text)).ToString();
}

/// <param name="Id">The number of the submission that takes the step.</param>
internal sealed record StepRecordPayload(string Id, Dictionary<string, FileBefore> Files);

/// <param name="Before">Null where the file was not there.</param>
/// <param name="After">The hash of what the step has written.</param>
internal sealed record FileBefore(string? Before, string After);

[JsonSerializable(typeof(StepRecordPayload))]
internal sealed partial class StepRecordJson : JsonSerializerContext;
