// The real host process around an engine that does exactly what a test tells it.
return Stet.Server.HostProcess.Run(args, folder => new Stet.FakeHost.FakeWorkspace(folder));
