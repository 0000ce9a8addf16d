using Stet.Server;
using Stet.Sessions;

return HostProcess.Run(args, folder => Workspace.Open(folder, new WorkspaceOptions()));
