using static Stet.Language.Tests.Renaming.Renaming;

namespace Stet.Language.Tests.Renaming;

public class FunctionTests
{
    [Fact]
    public void All_overloads_and_all_calls() => Check(
        "int mean(int a) => a; double mean(double a) => mean((int)a); // mean\nFunc<int, int> g() => mean;\nint Use() => mean(2);\nclass C { int mean() => 1; int F() => mean(); double G() => new[] { 1 }.Select(x => (double)x).Sum(); }", "mean average",
        "int average(int a) => a; double average(double a) => average((int)a); // mean\nFunc<int, int> g() => average;\nint Use() => average(2);\nclass C { int mean() => 1; int F() => mean(); double G() => new[] { 1 }.Select(x => (double)x).Sum(); }");

    [Fact]
    public void A_parameter_and_its_named_arguments() => Check(
        "/// <param name=\"x\">The number.</param>\nint f(int x, int k = 1) { int y(int x) => x; return x + y(x) + k; }\nint g(int x) => f(x: x, k: 2) + f(k: x, x: 1);", "f.x y2",
        "/// <param name=\"y2\">The number.</param>\nint f(int y2, int k = 1) { int y(int x) => x; return y2 + y(y2) + k; }\nint g(int x) => f(y2: x, k: 2) + f(k: x, y2: 1);");

    [Fact]
    public void A_parameter_that_would_be_hidden_is_refused()
    {
        Refuses("int f(int x) { int y = 1; return x + y; }", "f.x y", "would mean something else");
        Refuses("int f(int x) => new[] { 1 }.Select(y => x + y).Sum();", "f.x y", "would mean something else");
        Refuses("int y() => 2;\nint f(int x) => x + y();", "f.x y", "would mean something else");
    }

    [Fact]
    public void A_function_in_types_and_kept_submissions() => Check(
        "int twice(int n) => 2 * n;\nclass C { public int F() => twice(2); }\n// In[2]\nf = x => twice(x); twice(3)", "twice dbl",
        "int dbl(int n) => 2 * n;\nclass C { public int F() => dbl(2); }\n// In[2]\nf = x => dbl(x); dbl(3)", "global::System.Func<int, int> f");

    [Fact]
    public void A_variable_in_functions_and_kept_submissions() => Check(
        "int f() => price * 2;\nint g(int price) => price;\nclass C { public int P => price; public (int, int) T => (price, 1); }\n// In[2]\nint price = 2; add = (int v) => v + price; t = (price, 2);", "price cost",
        "int f() => cost * 2;\nint g(int price) => price;\nclass C { public int P => cost; public (int, int) T => (price: cost, 1); }\n// In[2]\nint cost = 2; add = (int v) => v + cost; t = (price: cost, 2);",
        "int price;global::System.Func<int, int> add;(int price, int) t");

    [Fact]
    public void A_function_that_hides_one_of_the_framework_is_refused() =>
        Refuses("int twice(int n) => 2 * n;\nint f() => twice(2) + Sign(-3);", "twice Sign", "would mean something else");
}
