using System.Diagnostics;
using Stet.Protocol.Place;

namespace Stet.Cli.Tests;

public class CommandTests
{
    [Fact]
    public async Task Eval_prints_the_value()
    {
        using var stet = new Command();
        Assert.Equal("12\n", await stet.Run(null, "eval", "show 12"));
    }

    [Fact]
    public async Task Eval_of_what_fails_underlines_the_span_and_exits_with_1()
    {
        using var stet = new Command();
        Assert.Equal(
            "[err]In[1]:1:1: error CS0103: The name 'foo' does not exist in the current context\nfoo bar\n^^^\n[exit 1]",
            await stet.Run(null, "eval", "foo bar"));
    }

    [Fact]
    public async Task A_prompt_on_a_folder_begins_there_and_other_commands_where_they_are_typed()
    {
        using var stet = new Command();
        var inner = Directory.CreateDirectory(Path.Combine(stet.Folder, "inner")).FullName;
        using (var elsewhere = stet.Start("inner"))
        {
            await elsewhere.StandardInput.WriteLineAsync("directory");
            Assert.Equal(inner + "\n", await Command.End(elsewhere));
        }

        Assert.Equal(stet.Folder + "\n", await stet.Run(null, "eval", "directory", "-w", "inner"));
        await stet.Run(null, "stop", "-w", "inner");
    }

    [Fact]
    public async Task Output_and_notes_go_where_they_belong()
    {
        using var stet = new Command();
        Assert.Equal("hello\n", await stet.Run(null, "eval", "print hello"));
        Assert.Equal("[err]ouch\n", await stet.Run(null, "eval", "complain ouch"));
        Assert.Equal("[err]note: mind the gap\n", await stet.Run(null, "eval", "note mind the gap"));
    }

    [Fact]
    public async Task Json_is_one_object_on_one_line()
    {
        using var stet = new Command();
        Assert.Matches(
            """^\{"n":1,"code":"show 1\+1","ok":true,"type":"string","text":"1\+1","stdout":"","errors":\[\],"notes":\[\],"ms":[0-9.]+,"kept":true\}\n$""",
            await stet.Run(null, "eval", "--json", "show 1+1"));
    }

    [Fact]
    public async Task Eval_ends_only_when_all_is_kept()
    {
        using var stet = new Command();
        using var process = stet.Start("eval", "late done", "--json");
        await stet.Journaled("late done", 1);
        Assert.False(process.HasExited);
        await File.WriteAllTextAsync(Path.Combine(stet.Folder, "done"), "");
        var line = await Command.End(process);
        Assert.Contains("\"kept\":true", line);
        Assert.Contains("\"live part\"", line);
    }

    [Fact]
    public async Task What_could_not_be_kept_makes_the_exit_code_1()
    {
        using var stet = new Command();
        Assert.Equal("[err]note: the disk is full\n[exit 1]", await stet.Run(null, "eval", "unkept"));
    }

    [Fact]
    public async Task Standard_input_is_read_submission_by_submission()
    {
        using var stet = new Command();
        Assert.Equal("1\n2\n", await stet.Run("show 1\n\n// more\nshow 2", "-w", "."));
        Assert.EndsWith("[exit 1]", await stet.Run("show 1\nbad\n"));
        Assert.DoesNotContain("[exit", await stet.Run("bad\nshow 1\n"));
    }

    [Fact]
    public async Task A_program_that_waits_for_each_answer_gets_it()
    {
        using var stet = new Command();
        using var process = stet.Start("--json");
        for (var i = 1; i <= 3; i++)
        {
            await process.StandardInput.WriteAsync($"show {i}\n");
            await process.StandardInput.FlushAsync();
            Assert.Contains($"\"text\":\"{i}\"", await process.StandardOutput.ReadLineAsync());
        }

        Assert.Equal("", await Command.End(process));
    }

    [Fact]
    public async Task A_pipe_is_told_later_what_is_kept_later()
    {
        using var stet = new Command();
        using var process = stet.Start("--json");
        await process.StandardInput.WriteAsync("late done\n");
        await process.StandardInput.FlushAsync();
        Assert.EndsWith("\"kept\":false}", await process.StandardOutput.ReadLineAsync());
        await File.WriteAllTextAsync(Path.Combine(stet.Folder, "done"), "");
        Assert.StartsWith("{\"n\":1,\"note\":{\"kind\":\"live part\"", await process.StandardOutput.ReadLineAsync());
        Assert.Equal("{\"n\":1,\"kept\":true}", await process.StandardOutput.ReadLineAsync());
        Assert.Equal("", await Command.End(process));
    }

    [Fact]
    public async Task An_interrupt_stops_the_run_and_the_command()
    {
        using var stet = new Command();
        using var process = stet.Start("eval", "until never");
        await stet.Journaled("until never", 0);
        Command.Signal(process, "INT");
        var printed = await Command.End(process);
        Assert.Contains("STET-INTERRUPTED", printed);
        Assert.EndsWith("[exit 130]", printed);
        Assert.Equal("1\n", await stet.Run(null, "eval", "show 1"));
    }

    [Fact]
    public async Task Insisting_interrupts_kill_the_host()
    {
        using var stet = new Command();
        using var process = stet.Start("eval", "spin");
        await stet.Journaled("spin", 0);
        var ended = Command.End(process);
        while (!ended.IsCompleted)
        {
            Command.Signal(process, "INT");
            await Task.WhenAny(ended, Task.Delay(20));
        }

        Assert.Contains("The host was killed from here, in In[1].", await ended);
        Assert.Equal("1\n", await stet.Run(null, "eval", "show 1"));
    }

    [Fact]
    public async Task A_terminate_signal_stops_the_run_and_the_command()
    {
        using var stet = new Command();
        using var process = stet.Start("eval", "until never");
        await stet.Journaled("until never", 0);
        Command.Signal(process, "TERM");
        Assert.EndsWith("[exit 143]", await Command.End(process));
    }

    [Fact]
    public async Task A_submission_that_kills_the_host_is_told_and_the_next_one_runs()
    {
        using var stet = new Command();
        var printed = await stet.Run("show 1\nfailfast boom\nshow 2\n");
        Assert.StartsWith("1\n2\n", printed);
        Assert.Contains("In[2]:1:1: error STET-HOST: The host was ended by Environment.FailFast: boom, in In[2].\nfailfast boom\n^^^^^^^^^^^^^", printed);
        Assert.Contains("note: The host was ended by Environment.FailFast: boom. Another host runs now; the workspace is as of the last kept submission, In[1].", printed);
    }

    [Fact]
    public async Task Lists_print_text_or_one_object_per_thing_and_leave_no_entry()
    {
        using var stet = new Command();
        await stet.Run("show 1\nshow 2\n");
        Assert.Equal("show 2\nshow 1\n", await stet.Run(null, "history"));
        Assert.Equal("{\"n\":2,\"code\":\"show 2\"}\n{\"n\":1,\"code\":\"show 1\"}\n", await stet.Run(null, "history", "--json"));
        Assert.Equal("", await stet.Run(null, "who"));
    }

    [Fact]
    public async Task Check_exits_with_1_where_it_finds_errors()
    {
        using var stet = new Command();
        Assert.Equal(
            "[err]workspace.cs:3:5: error CS0103: The name 'y' does not exist in the current context\nx = y;\n    ^\n[exit 1]",
            await stet.Run(null, "check"));
        Assert.Contains("\"source\":\"workspace.cs\",\"line\":3", await stet.Run(null, "check", "--json"));
    }

    [Fact]
    public async Task Run_takes_a_file_and_ends_a_script_at_its_first_failure()
    {
        using var stet = new Command();
        await File.WriteAllTextAsync(Path.Combine(stet.Folder, "a.csx"), "show 1\nbad\nshow 2\n");
        await File.WriteAllTextAsync(Path.Combine(stet.Folder, "a.md"), "```stet\n> bad\n> show 2\n```\n");
        var script = await stet.Run(null, "run", "a.csx");
        Assert.StartsWith("1\n[err]In[2]:1:1: error CS0103", script);
        Assert.EndsWith("[exit 1]", script);
        Assert.StartsWith("2\n[err]In[3]", await stet.Run(null, "run", "a.md"));
        Assert.Equal("[err]stet: there is no file none.cs\nTry: stet --help\n[exit 2]", await stet.Run(null, "run", "none.cs"));
    }

    [Fact]
    public async Task Stop_ends_the_host_and_says_where_none_runs()
    {
        using var stet = new Command();
        Assert.StartsWith("no host runs for ", await stet.Run(null, "stop"));
        await stet.Run(null, "eval", "show 1");
        Assert.Equal("stopped\n", await stet.Run(null, "stop"));
        Assert.Equal("{\"stopped\":false}\n", await stet.Run(null, "stop", "--json"));
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_opened_is_said_in_one_line()
    {
        using var stet = new Command();
        await File.WriteAllTextAsync(Path.Combine(stet.Folder, "unopenable"), "");
        Assert.Matches("^\\[err\\]stet: The workspace .* could not be opened: the store is damaged beyond use\n\\[exit 1\\]$", await stet.Run(null, "eval", "show 1"));
        File.Delete(Path.Combine(stet.Folder, "unopenable"));
    }

    [Fact]
    public async Task Wrong_usage_exits_with_2()
    {
        using var stet = new Command();
        Assert.Equal("[err]stet: 'hwo' is neither a command nor a folder that exists. To begin a workspace there: mkdir hwo\nTry: stet --help\n[exit 2]", await stet.Run(null, "hwo"));
        Assert.Matches("^stet [0-9.]+\n$", await stet.Run(null, "--version"));
        Assert.Contains("stet eval CODE", await stet.Run(null, "--help"));
    }

    [Fact]
    public async Task The_session_has_the_directory_where_the_command_was_started()
    {
        using var stet = new Command();
        Assert.Equal(stet.Folder + "\n", await stet.Run(null, "eval", "directory"));
    }

    [Fact]
    public async Task The_host_holds_no_file_of_the_command_that_started_it()
    {
        using var stet = new Command();
        var command = Path.Combine(AppContext.BaseDirectory, "stet");
        var host = Path.Combine(AppContext.BaseDirectory, "fake-host");
        using (var shell = Process.Start("bash", ["-c", $"cd '{stet.Folder}' && exec 9> inherited && STET_HOST='{host}' '{command}' eval 'show 1' > out"]))
        {
            await shell.WaitForExitAsync();
        }

        var pid = HostRecord.Read(new HostPlace(stet.Folder))!.Pid;
        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(stet.Folder, "out")));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries($"/proc/{pid}/fd").Select(fd => new FileInfo(fd).LinkTarget),
            target => target == Path.Combine(stet.Folder, "inherited") || target == Path.Combine(stet.Folder, "out"));
    }
}
