using System.Text;

namespace Stet.Transcripts;

/// <summary>The lines by which two texts differ, by longest common subsequence: <c>-</c> was recorded, <c>+</c> was printed.</summary>
internal static class Difference
{
    public static string Between(string recorded, string printed)
    {
        var (left, right) = (recorded.Split('\n'), printed.Split('\n'));
        var common = CommonLengths(left, right);
        var text = new StringBuilder();
        for (int i = 0, j = 0; i < left.Length || j < right.Length;)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == right.Length || (i < left.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                text.Append("- ").Append(left[i++]).Append('\n');
            }
            else
            {
                text.Append("+ ").Append(right[j++]).Append('\n');
            }
        }

        return text.ToString();
    }

    private static int[,] CommonLengths(string[] left, string[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
