using Stet.Server;
using Stet.Sessions;
using Stet.Sessions.Checking;

return args is [CleanRebuild.Argument, var folder, var request]
    ? CleanRebuild.Run(folder, request)
    : HostProcess.Run(args, path => Workspace.Open(path, new WorkspaceOptions()));
