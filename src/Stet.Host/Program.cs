using Stet.Server;
using Stet.Sessions;
using Stet.Sessions.Checking;

return args is [CleanProcess.Argument]
    ? CleanProcess.Run()
    : HostProcess.Run(args, path => Workspace.Open(path, new WorkspaceOptions()));
