using System.Globalization;
using System.Numerics;
using System.Text;
using static Stet.Display.Tests.Showing;

namespace Stet.Display.Tests;

public class LiteralsTests
{
    [Flags]
    private enum Access
    {
        Read = 1,
        Write = 2,
    }

    [Fact]
    public void Scalars_are_shown_as_CSharp_writes_them()
    {
        Check(true, "true");
        Check(42, "42");
        Check(-7L, "-7");
        Check((object?)null, "null");
        Check((int?)null, "null");
        Check((int?)3, "3");
        Check(12.5m, "12.5");
        Check(1.50m, "1.50");
        Check(BigInteger.Pow(2, 70), "1180591620717411303424");
    }

    [Fact]
    public void Floating_point_numbers_show_the_fewest_digits_that_read_back()
    {
        Check(0.1, "0.1");
        Check(0.1 + 0.2, "0.30000000000000004");
        Check(3.0, "3");
        Check(1e20, "1E+20");
        Check(0.1f, "0.1");
        Check(double.NaN, "NaN");
        Check(double.NegativeInfinity, "-Infinity");
        Check(-0.0, "-0");
    }

    [Fact]
    public void Text_is_quoted_and_escaped()
    {
        Check("text", "\"text\"");
        Check("a\n\t\"b\"\\ \0\u001b\u0007'é", "\"a\\n\\t\\\"b\\\"\\\\ \\0\\e\\a'é\"");
        Check('c', "'c'");
        Check('\'', @"'\''");
        Check('"', "'\"'");
        Check(new StringBuilder("ab"), "StringBuilder \"ab\"");
    }

    [Fact]
    public void Enums_are_shown_by_member_name()
    {
        Check(DayOfWeek.Monday, "Monday");
        Check(Access.Read | Access.Write, "Read | Write");
        Check((DayOfWeek)9, "(DayOfWeek)9");
        Check((DayOfWeek)(-1), "(DayOfWeek)-1");
    }

    [Fact]
    public void Dates_are_shown_as_ISO_8601()
    {
        Check(new DateTime(2012, 1, 2, 3, 4, 5), "2012-01-02T03:04:05");
        Check(new DateTime(2012, 1, 2, 3, 4, 5, 250, DateTimeKind.Utc), "2012-01-02T03:04:05.25Z");
        Check(new DateTimeOffset(2012, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "2012-01-02T03:04:05+02:00");
        Check(new DateOnly(2012, 1, 2), "2012-01-02");
        Check(new TimeOnly(13, 5), "13:05:00");
        Check(TimeSpan.FromMinutes(90), "01:30:00");
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "~";
        try
        {
            Check(-12.5, "-12.5");
            Check(new Complex(1.5, -2), "<1.5; -2>");
            Check(new DateOnly(2012, 1, 2), "2012-01-02");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_long_text_says_how_long_it_is()
    {
        var shown = Show(new string('a', 100_000));
        Assert.EndsWith("a\"... (100,000 characters)", shown);
        Assert.InRange(shown.Length, 2_000, 2_050);
    }

    [Fact]
    public void Cutting_never_splits_a_surrogate_pair()
    {
        var shown = Show(string.Concat(Enumerable.Repeat("😀", 50)), new() { MaxTextLength = 7 });
        Assert.Equal("\"😀😀😀\"... (100 characters)", shown);
    }

    [Fact]
    public void A_huge_number_is_shown_by_its_size() =>
        Check(BigInteger.One << 1_000_000, "BigInteger of 1,000,001 bits");
}
