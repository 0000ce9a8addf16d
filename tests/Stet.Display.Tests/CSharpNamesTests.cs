using System.Reflection;

namespace Stet.Display.Tests;

public unsafe class CSharpNamesTests
{
    private class Outer<T>
    {
        public class Inner<TOther>;
    }

    private static readonly int*[] Pointers = [];
    private static readonly delegate*<int, string, void> Pointer = null;

    [Theory]
    [InlineData(typeof(int), "int")]
    [InlineData(typeof(void), "void")]
    [InlineData(typeof(nint), "nint")]
    [InlineData(typeof(int?), "int?")]
    [InlineData(typeof(DateTime?[]), "DateTime?[]")]
    [InlineData(typeof(int[]), "int[]")]
    [InlineData(typeof(int[][,]), "int[][,]")]
    [InlineData(typeof(int[,][]), "int[,][]")]
    [InlineData(typeof(List<int?>), "List<int?>")]
    [InlineData(typeof(Dictionary<string, List<double[]>>), "Dictionary<string, List<double[]>>")]
    [InlineData(typeof(Dictionary<string, int>.KeyCollection), "Dictionary<string, int>.KeyCollection")]
    [InlineData(typeof((int, string)), "(int, string)")]
    [InlineData(typeof((int, int, int, int, int, int, int, string, bool)), "(int, int, int, int, int, int, int, string, bool)")]
    [InlineData(typeof((int, long)?), "(int, long)?")]
    [InlineData(typeof(ValueTuple<int>), "ValueTuple<int>")]
    [InlineData(typeof(Dictionary<,>), "Dictionary<,>")]
    [InlineData(typeof(Outer<int>.Inner<string>), "CSharpNamesTests.Outer<int>.Inner<string>")]
    public void Types_are_named_as_CSharp_writes_them(Type type, string expected) => Assert.Equal(expected, ValueText.TypeName(type));

    [Fact]
    public void Pointers_and_references_have_names()
    {
        Assert.Equal("int*[]", ValueText.TypeName(Pointers.GetType()));
        Assert.Equal("ref int", ValueText.TypeName(typeof(int).MakeByRefType()));
        var field = GetType().GetField(nameof(Pointer), BindingFlags.Static | BindingFlags.NonPublic)!;
        Assert.Equal("delegate*<int, string, void>", ValueText.TypeName(field.FieldType));
    }

    [Fact]
    public void An_anonymous_type_is_named_by_its_members() =>
        Assert.Equal("<anonymous type: int A, string B>", ValueText.TypeName(new { A = 1, B = "" }.GetType()));
}
