namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>
/// Code in the background while its types are defined again: what it could write is not changed under it, what it only calls is changed for others at once, and what it leaves behind is carried when it has ended.
/// </summary>
internal sealed class InFlight(RandomProgram program, Random random) : ProgramPart(program, random)
{
    private readonly string type = program.Fresh("Item"), list = program.Fresh("items"), gate = program.Fresh("gate"), task = program.Fresh("task"), work = program.Fresh("Work"), told = program.Fresh("Told");
    private readonly List<int> values = [];
    private readonly bool isTask = random.Next(2) == 0;
    private int fields = 1, version;

    public override IEnumerable<string> Definitions => [Source, Told];

    public override string DefinedLast => Work;

    public override string Check => $"string.Join(\",\", {list}.Select(i => i.F0)) + \"|\" + string.Join(\",\", {list}.Select(i => i.F{fields - 1})) + {told}()";

    public override string Expected => $"{string.Join(',', values)}|{string.Join(',', fields == 1 ? values : values.Select(_ => fields - 1))}{version}";

    public override IEnumerable<string> Names => [type, list, gate, task, work, told];

    private string Source => $"class {type} {{ {string.Concat(Enumerable.Range(0, fields).Select(i => $"public int F{i} = {i}; "))}}}";

    private string Work => isTask
        ? $"Task {work}(int n) => Task.Run(() => {{ {gate}.Task.Wait(); lock ({list}) {list}.Add(new {type} {{ F0 = n + {told}() }}); }});"
        : $"async Task {work}(int n) {{ await {gate}.Task; lock ({list}) {list}.Add(new {type} {{ F0 = n + {told}() }}); }}";

    private string Told => $"int {told}() => {version};";

    public override string Begin() => $" {list} = new List<{type}>(); {gate} = new TaskCompletionSource(); Task {task} = Task.CompletedTask;";

    public override ProgramStep Next()
    {
        var number = Random.Next(100);
        var start = $"{gate} = new TaskCompletionSource(); {task} = {work}({number});";
        var end = $"{gate}.SetResult(); {task}.Wait();";
        switch (Random.Next(3))
        {
            case 0 when isTask:
                values.Add(number + version++);
                return new("in flight: body of what it calls", start) { Then = [Told, end], IsCommand = true };
            default:
                fields++;
                values.Add(number + version);
                return new("in flight: type that it writes", start) { Then = [$"!STET0120 {Source}", end, Source], IsCommand = true };
        }
    }
}
