using System.Globalization;
using Stet.Images.Bytes;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>The comparers of strings: ordinal ones by kind, others by culture and options.</summary>
internal sealed class StringComparerPlan() : BuiltPlan<StringComparer>(new Part("culture", typeof(Part.ShortText)), new Part("options", typeof(int)))
{
    const string NoCulture = "ordinal";

    protected override void Write(StringComparer comparer, GraphWriter to)
    {
        var (culture, options) = StringComparer.IsWellKnownCultureAwareComparer(comparer, out var info, out var compare)
            ? (info.Name, compare)
            : (NoCulture, Equals(comparer, StringComparer.OrdinalIgnoreCase) ? CompareOptions.OrdinalIgnoreCase : CompareOptions.Ordinal);
        to.Out.Name(culture);
        to.Out.Raw((int)options);
    }

    protected override StringComparer Build(GraphReader from)
    {
        var (culture, options) = (from.In.Name(), (CompareOptions)from.In.Raw<int>());
        if (culture == NoCulture) return options == CompareOptions.OrdinalIgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return Parse.Or("culture", culture, () => StringComparer.Create(CultureInfo.GetCultureInfo(culture), options));
    }
}

/// <summary>EqualityComparer&lt;T&gt;.Default, whatever class the framework chose for it.</summary>
internal sealed class DefaultEqualityPlan<T>() : BuiltPlan<EqualityComparer<T>>()
{
    protected override void Write(EqualityComparer<T> comparer, GraphWriter to)
    {
    }

    protected override EqualityComparer<T> Build(GraphReader from) => EqualityComparer<T>.Default;
}

/// <summary>Comparer&lt;T&gt;.Default.</summary>
internal sealed class DefaultComparerPlan<T>() : BuiltPlan<Comparer<T>>()
{
    protected override void Write(Comparer<T> comparer, GraphWriter to)
    {
    }

    protected override Comparer<T> Build(GraphReader from) => Comparer<T>.Default;
}

/// <summary>Objects of which the framework has one, found by the static member that holds it.</summary>
internal sealed class SingletonPlan<C>(C instance) : BuiltPlan<C>(instance.GetType()) where C : class
{
    protected override void Write(C value, GraphWriter to)
    {
    }

    protected override C Build(GraphReader from) => instance;
}
