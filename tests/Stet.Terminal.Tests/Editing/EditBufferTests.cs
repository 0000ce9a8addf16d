using FsCheck;
using FsCheck.Fluent;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Tests.Editing;

public class EditBufferTests
{
    [Fact]
    public void Undoing_all_gives_the_first_text_and_redoing_all_the_last() =>
        Prop.ForAll(EditOf().ListOf().ToArbitrary(), edits =>
        {
            var buffer = new EditBuffer();
            buffer.Insert("var x = 1");
            buffer.Cursor = 3;
            foreach (var (at, length, text, moves) in edits)
            {
                var start = at % (buffer.Text.Length + 1);
                buffer.Replace(start, Math.Min(length, buffer.Text.Length - start), text);
                buffer.Cursor = moves ? at : buffer.Cursor;
            }

            var last = buffer.Text;
            while (buffer.CanUndo)
            {
                buffer.Undo();
            }

            var first = buffer.Text;
            for (var i = 0; i <= edits.Count + 1; i++)
            {
                buffer.Redo();
            }

            return first.Length == 0 && buffer.Text == last;
        }).Check(Config.QuickThrowOnFailure);

    private static Gen<(int At, int Length, string Text, bool Moves)> EditOf() =>
        from at in Gen.Choose(0, 20)
        from length in Gen.Choose(0, 3)
        from text in Gen.Elements("", "a", " ", "bc", "\n", "日")
        from moves in Gen.Elements(true, false)
        select (at, length, text, moves);
}
