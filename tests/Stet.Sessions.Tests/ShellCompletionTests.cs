namespace Stet.Sessions.Tests;

/// <summary>Tab in shell lines gives what the user's bash gives: a line of text in, what is offered out, in order, with <c>|</c> between.</summary>
public sealed class ShellCompletionTests : IAsyncLifetime
{
    private readonly Prompt prompt = new();

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(prompt.Folder, "sub folder"));
        Directory.CreateDirectory(Path.Combine(prompt.Folder, "plain"));
        File.WriteAllText(Path.Combine(prompt.Folder, "a&b.txt"), "");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await prompt.DisposeAsync();

    [Theory]
    [InlineData("!cat su", "sub\\ folder/")]
    [InlineData("!cat 'su", "'sub folder/")]
    [InlineData("!cat a", "a\\&b.txt")]
    [InlineData("!cat < pl", "plain/")]
    [InlineData("!dd if=a", "a\\&b.txt")]
    [InlineData("!echo $STET_COMPLETION_T", "$STET_COMPLETION_TEST")]
    [InlineData("!echo ~roo", "~root")]
    [InlineData("!echo x | tsor", "tsort")]
    public async Task Files_variables_users_and_programs(string text, string offered)
    {
        await prompt.Do("!export STET_COMPLETION_TEST=1");
        Assert.Equal(offered, await Offered(text));
    }

    [Theory]
    [InlineData("complete -W 'start stop status' svc", "!svc sta", "start|status")]
    [InlineData("complete -W 'start stop status' -o nosort svc", "!ls; svc sto", "stop")]
    [InlineData("_f() { COMPREPLY=(\"$1 \" \"$2-word \" \"$3-before\"); }; complete -F _f -o nospace prog", "!prog --x va", "--x-before|prog|va-word")]
    [InlineData("_f() { local opts=x; compopt -o filenames; COMPREPLY=('sub folder' plain); }; complete -F _f prog", "!prog ", "plain/|sub\\ folder/")]
    [InlineData("_f() { COMPREPLY=('two words' '--out=' '$(rm x)' '$HOME'); }; complete -F _f prog", "!prog ", "$HOME|--out=|\\$\\(rm\\ x\\)|two\\ words")]
    [InlineData("_f() { COMPREPLY=(\"$(IFS=,; echo \"${COMP_WORDS[*]}\"),$COMP_CWORD,$2,$COMP_LINE\"); }; complete -F _f prog", "!prog --a=b --c=x", "prog,--a,=,b,--c,=,x,6,x,prog\\ --a=b\\ --c=x")]
    [InlineData("_f() { :; }; complete -F _f -o default prog", "!prog pl", "plain/")]
    [InlineData("_f() { :; }; complete -F _f prog", "!prog pl", "")]
    [InlineData("_f() { cat; read x < /dev/tty; COMPREPLY=(here); }; complete -F _f prog", "!prog ", "here")]
    [InlineData("_f() { echo noise; echo noise >&2; exit; }; complete -F _f prog", "!prog ", "")]
    [InlineData("_f() { sleep 100; }; complete -F _f prog", "!prog pl", "")]
    public async Task What_the_session_has_set(string setup, string text, string offered)
    {
        await prompt.Do($"!{setup}");
        Assert.Equal(offered, await Offered(text));
    }

    [PackagedTheory]
    [InlineData("!git checkout fea", "feature-one")]
    [InlineData("!git cherr", "cherry|cherry-pick")]
    [InlineData("!git log --prett", "--pretty=")]
    [InlineData("!git log --pretty=ful", "full|fuller")]
    [InlineData("!ls --almost", "--almost-all")]
    [InlineData("!sudo tar --extr", "--extract")]
    [InlineData("!cd su", "sub\\ folder/")]
    [InlineData("!nosuchprogram pl", "plain/")]
    public async Task What_the_package_knows(string text, string offered)
    {
        await prompt.Do("!git init -q . && git -c user.email=a@b.c -c user.name=n commit -q --allow-empty -m x && git branch feature-one");
        Assert.Equal(offered, await Offered(text));
    }

    private async Task<string> Offered(string text)
    {
        var list = await prompt.Session.Complete(text, text.Length);
        return string.Join('|', list.Items.Select(i => i.Insert).Order(StringComparer.Ordinal));
    }
}

/// <summary>A test that needs bash-completion; without it, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagedTheoryAttribute : TheoryAttribute
{
    public PackagedTheoryAttribute() => Skip = File.Exists("/usr/share/bash-completion/bash_completion") ? null : "bash-completion is not installed: options of programs were not completed.";
}
