using FsCheck;
using FsCheck.Fluent;
using Stet.Terminal.Screen;
using Stet.Terminal.Tests.Emulation;

namespace Stet.Terminal.Tests.Screen;

/// <summary>What is drawn piece by piece is what would be drawn at once, whatever came before.</summary>
public class RandomTests
{
    private static readonly string[] Keys =
    [
        "a", "b ", "日", "e\u0301", "😀", "(", ")", "{", "}", "\"", "x.", "Con", "pr", "<enter>", "<enter>", "<a-enter>", "<c-enter>",
        "<tab>", "<tab>", "<s-tab>", "<esc>", "<bs>", "<bs>", "<del>", "<up>", "<up>", "<down>", "<left>", "<left>", "<right>", "<home>",
        "<end>", "<c-left>", "<c-right>", "<c-k>", "<c-u>", "<c-w>", "<c-y>", "<c-_>", "<a-z>", "<c-r>", "<c-c>", "<c-l>", "<wait 0.3>",
        "<paste>1\n22\n333\n4444444444444</paste>", "print some text that is long<enter>", "write unfinished<enter>",
        "later 200 ping<enter>", "later 100 a line longer than the window<enter>", "big 600<enter>", "wrong<enter>",
    ];

    [Fact]
    public void Any_keys_leave_the_screen_as_if_drawn_anew() =>
        Prop.ForAll(Gen.Elements(Keys).ListOf().ToArbitrary(), keys => DrawnAsAnew(string.Concat(keys)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    [Fact]
    public void Any_frames_in_a_row_end_in_the_last_one() =>
        Prop.ForAll(FrameOf(8, 5).NonEmptyListOf().ToArbitrary(), frames =>
        {
            var screen = new VirtualScreen(8, 5);
            var writer = new FrameWriter(screen.Write);
            foreach (var frame in frames)
            {
                writer.Draw(frame);
            }

            return screen.VisibleText.EndsWith(TextOf(frames.Last()), StringComparison.Ordinal)
                && screen.Column == Math.Min(frames.Last().CursorColumn, 7);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Closes what is open, looks, has the screen cleared and drawn again, and looks again.</summary>
    private static void DrawnAsAnew(string keys)
    {
        var test = new PromptTest(14, 7) { Colour = true };
        KeyNames.Type(keys + "<wait 1><esc><wait 0.1><esc><wait 0.1>", test);
        test.Terminal.Do(() => { });
        var before = "";
        test.Terminal.Do(() => before = test.Screen.TextWithCursor);
        test.Play("<c-l>", () =>
        {
            var anew = test.Screen.VisibleTextWithCursor;
            Assert.True(("\n" + before).EndsWith("\n" + anew, StringComparison.Ordinal), $"after {keys}\nwas:\n{before}\nanew:\n{anew}");
        });
    }

    private static Gen<Frame> FrameOf(int width, int height)
    {
        var text = Gen.Elements("a", "b", "日", "1", "é").ListOf().Select(parts => string.Concat(parts));
        var row = text.Zip(Gen.Elements("", "31", "1;4"), (t, style) => Fitting(t, style, width));
        return from rows in row.NonEmptyListOf()
               let fitting = rows.Take(height).ToList()
               from cursorRow in Gen.Choose(0, fitting.Count - 1)
               from column in Gen.Choose(0, width - 1)
               select new Frame(fitting, cursorRow, column);
    }

    private static IReadOnlyList<Cell> Fitting(string text, string style, int width)
    {
        var row = new RowBuilder(width);
        row.Append(text, style);
        return row.Rows[0];
    }

    private static string TextOf(Frame frame) =>
        string.Join('\n', frame.Rows.Select(row => string.Concat(row.Select(cell => cell.Text)))).TrimEnd('\n');
}
