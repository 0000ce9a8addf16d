// Transcripts use a Unix shell, SIGKILL and /proc.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
