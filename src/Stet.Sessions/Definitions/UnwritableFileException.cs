namespace Stet.Sessions.Definitions;

/// <summary>A definition file could not be written, so the step was not taken; the files are as before.</summary>
internal sealed class UnwritableFileException(string path, Exception cause)
    : IOException($"{path} could not be written: {cause.Message.TrimEnd('.')}. Nothing was changed. Check the disk (free space, permissions) and try again.", cause);
