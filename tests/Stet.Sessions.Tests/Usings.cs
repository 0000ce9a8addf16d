global using Xunit;

// The current directory is the process's, and each workspace sets it for its runs: a host has one workspace.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
