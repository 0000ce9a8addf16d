// The campaign uses SIGKILL, a Unix shell and a preloaded library.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
