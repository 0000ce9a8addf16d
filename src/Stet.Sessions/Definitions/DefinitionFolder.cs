using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Stet.Storage.Platform;

namespace Stet.Sessions.Definitions;

/// <summary>
/// The <c>.cs</c> files of the workspace on disk. Not looked into: hidden files and folders (editors keep their locks in such), build outputs, and folders below the workspace's own that hold
/// a project, since their files belong to that project.
/// </summary>
internal sealed class DefinitionFolder(string folder)
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules" };

    /// <summary>The files as they are now; those that have not changed since <paramref name="known"/> are not read again.</summary>
    public ImmutableSortedDictionary<string, FileText> Read(ImmutableSortedDictionary<string, FileText> known)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, FileText>(StringComparer.Ordinal);
        foreach (var file in Files(new DirectoryInfo(folder)))
        {
            var path = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            files[path] = Read(path, file, known);
        }

        return files.ToImmutable();
    }

    private static FileText Read(string path, FileInfo file, ImmutableSortedDictionary<string, FileText> known)
    {
        try
        {
            return !known.TryGetValue(path, out var old) ? new(path, File.ReadAllText(file.FullName), file.LastWriteTimeUtc, file.Length)
                : old.Written == file.LastWriteTimeUtc && old.Length == file.Length ? old
                : old.With(File.ReadAllText(file.FullName), file.LastWriteTimeUtc, file.Length);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new(path, "", default, -1) { Unreadable = trouble.Message };
        }
    }

    /// <exception cref="UnwritableFileException">It could not be written.</exception>
    public FileText Write(FileText file)
    {
        Write(file.Path, file.Content);
        var written = new FileInfo(Path.Combine(folder, file.Path));
        return file.AsWritten(written.LastWriteTimeUtc, written.Length);
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(folder, path);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(content)); // Memory that is fresh each time is slow to touch.
        try
        {
            DurableFile.Write(full, bytes.AsSpan(0, Encoding.UTF8.GetBytes(content, bytes)));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new UnwritableFileException(path, trouble);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>After a failed step: the file is as it was before; one that was not there is removed.</summary>
    /// <exception cref="UnwritableFileException">It could not be written.</exception>
    public void PutBack(string path, string? before)
    {
        if (before is null)
        {
            File.Delete(Path.Combine(folder, path));
        }
        else if (ReadOrNull(path) != before)
        {
            Write(path, before);
        }
    }

    public string? ReadOrNull(string path) => File.Exists(Path.Combine(folder, path)) ? File.ReadAllText(Path.Combine(folder, path)) : null;

    private static bool IsProject(FileSystemInfo entry) => entry is FileInfo && entry.Extension is ".csproj" or ".fsproj" or ".vbproj";

    private static IEnumerable<FileInfo> Files(DirectoryInfo directory, bool isRoot = true)
    {
        var entries = directory.GetFileSystemInfos();
        foreach (var entry in isRoot || !entries.Any(IsProject) ? entries : [])
        {
            if (entry is FileInfo file && file.Extension == ".cs" && file.Name[0] != '.')
            {
                yield return file;
            }
            else if (entry is DirectoryInfo { LinkTarget: null } inner && inner.Name[0] != '.' && !Skipped.Contains(inner.Name))
            {
                foreach (var found in Files(inner, isRoot: false))
                {
                    yield return found;
                }
            }
        }
    }
}
