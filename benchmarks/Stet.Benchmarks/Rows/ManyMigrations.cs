using System.Diagnostics;
using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// A field added to a record of which 1,000,000 objects live, against a slot added to a class of SBCL's CLOS with as many instances, which are then
/// touched, since CLOS updates an instance when it is touched. And a field added where 100 objects live beside 1,000,000 of another type.
/// </summary>
internal sealed class ManyMigrations : IMeasurement
{
    private const int Times = 5;

    private const string Clos = """
        (defclass p () ((id :initarg :id) (x :initarg :x)))
        (defvar *all* (let ((v (make-array 1000000)))
          (dotimes (i 1000000 v) (setf (aref v i) (make-instance 'p :id i :x (* i 0.5d0))))))
        (defun touch () (let ((sum 0)) (loop for o across *all* do (incf sum (slot-value o 'added))) sum))
        (compile 'touch)
        (let ((start (get-internal-real-time)))
          (defclass p () ((id :initarg :id) (x :initarg :x) (added :initform 7)))
          (assert (= (touch) 7000000))
          (format t "~F~%" (/ (* 1000d0 (- (get-internal-real-time) start)) internal-time-units-per-second)))
        """;

    public string Name => "migration";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("record P(int Id, double X);\nrecord Few(int Id);");
        await conversation.Submit("points = Enumerable.Range(0, 1_000_000).Select(i => new P(i, i * 0.5)).ToList();");
        var many = await Fields(conversation, "P(int Id, double X)", "points[999_999].A");
        await conversation.Submit("few = Enumerable.Range(0, 100).Select(i => new Few(i)).ToList();");
        var few = await Fields(conversation, "Few(int Id)", "few[99].A");
        conversation.Dispose();
        await workspace.Stop();
        const string row = "A field added to a record with 1,000,000 live objects";
        return
        [
            Figure.Within(row, "at most 500 ms", many, "ms", 500),
            Lisp(bench) is { } clos ? Figure.Against(row, "below CLOS", many, "SBCL, redefined and touched", clos, "ms", 1) : Figure.Skipped(row, "below CLOS", $"{Figure.Number(many)} ms", "sbcl is not installed"),
            Figure.Within("... with 100 live objects beside 1,000,000 of another type", "at most 30 ms", few, "ms", 30),
        ];
    }

    /// <summary>Each time one field more.</summary>
    private static async Task<double> Fields(Conversation conversation, string head, string last)
    {
        var times = new List<double>();
        for (var count = 1; count <= Times; count++)
        {
            var fields = string.Join(' ', Enumerable.Range(0, count).Select(i => $"public int A{i} {{ get; init; }} = {i + 7};"));
            times.Add((await conversation.Submit($"record {head} {{ {fields} }}")).Prompt);
            var value = (await conversation.Submit($"{last}{count - 1}")).Outcome.Text;
            if (value != (count + 6).ToString(CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException($"The added field is {value}.");
            }
        }

        return Sample.Median(times.Skip(1));
    }

    private static double? Lisp(Workbench bench)
    {
        if (bench.Peers.Sbcl is not { } sbcl)
        {
            return null;
        }

        var script = Path.Combine(bench.NewFolder(), "clos.lisp");
        File.WriteAllText(script, Clos);
        var times = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            using var process = Process.Start(new ProcessStartInfo(sbcl, ["--noinform", "--dynamic-space-size", "4GB", "--script", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            times.Add(double.Parse(process.StandardOutput.ReadToEnd().Trim(), CultureInfo.InvariantCulture));
            process.WaitForExit();
        }

        return Sample.Median(times);
    }
}
