namespace Stet.Toolbox;

/// <summary>One line of <c>help</c>.</summary>
public sealed record HelpRow(string Command, string Meaning)
{
    public static IReadOnlyList<HelpRow> All { get; } =
    [
        new("who", "the variables and formulas: type, value in short, size, state"),
        new("formulas", "the formulas: whether they are up to date, how often they ran, what they read; total => prices.Sum() * rate defines one"),
        new("graph", "what is computed from what; graph().Dot, and graph().Svg to draw it"),
        new("pure(...), impure(...)", "around a formula's expression: says so, whatever the calls in it look like"),
        new("watch x", "show the value of x whenever it changes; watch lists what is watched, unwatch x ends it"),
        new("memo", "the functions marked [Memo]: results kept by argument values, calls answered and run, what was dropped and why; memo(megabytes: 500, results: 100_000) sets how much is kept"),
        new("defs", "the definitions: where they live, whether they compile"),
        new("usings", "the using directives that hold everywhere"),
        new("history", "what was submitted, newest first; history(1000) for more"),
        new("history(\"plot fft\")", "entries that match, best first, as Ctrl-R finds them"),
        new("import_history", "take over the history of bash, zsh, fish and IPython; import_history(\"FILE\") of one file"),
        new("forget 12", "remove In[12] from history for good; forget(12, 13, 14) several"),
        new("secrets(keep: true)", "keep in history what looks like a secret; by default it is not kept, which is said"),
        new("again 12", "run In[12] once more; what it means now that it did not mean then is said, and refused where it would destroy something (sure: true)"),
        new("again(12, asThen: true)", "run In[12] with the definitions and values that it had then; the present stays as it is"),
        new("changed 12", "old and new text of what In[12] names: definitions, values, directory, files it would destroy; nothing is run"),
        new("log", "the states that changed something, newest first"),
        new("at(12)[\"x\"]", "x as it was after In[12]"),
        new("undo, redo", "take the newest change back, or make it again"),
        new("effects", "what each definition may do"),
        new("effects(\"!rm -r x\")", "what a line, a submission's text or a function (effects(f)) may do, and what it would destroy; nothing is run"),
        new("!ls *.csv", "a line for the shell; files = !ls *.csv takes its lines; @(x) in it is a C# value, as exactly one argument"),
        new("sh($\"grep {p} f\")", "a shell line as a value: .Run(), .Lines(), .Text(), .OrThrow(); lines.Pipe($\"sort -u\"); exitCode"),
        new("trash", "what submissions deleted or overwrote and undo brings back; restore(12) brings back what In[12] destroyed"),
        new("retention", "how long old states are kept; retention(days: 30, gigabytes: 5, versions: 50) sets it"),
        new("why(x)", "how x came about: its code, what that was made from, and what of it has changed; why(x).Inputs[\"y\"]"),
        new("refresh x", "make x again by its recipe; refresh alone: all that is outdated"),
        new("#:package Name@1.2.3", "use a package; #:project ../My.csproj a project"),
        new("drop x f", "remove variables, functions, types, usings or references that nothing else uses, all together"),
        new("rename Vec.Len Length", "give a type, member, function, parameter or variable another name: in files, values and recalled history"),
        new("force", "accept the redefinition that was just refused; what it breaks is broken until mended"),
        new("worlds", "which code is loaded: the newest world, and older ones with what holds them"),
        new("stranded", "values that could not follow their types when a redefinition was forced"),
        new("trust", "let the code of a workspace that came from elsewhere run here"),
    ];
}
