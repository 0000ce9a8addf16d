namespace Stet.Runtime.Capturing;

/// <summary>A value could not be read consistently, mostly because another thread changed it meanwhile. Capturing again may succeed.</summary>
public sealed class CaptureException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
