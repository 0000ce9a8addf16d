// The compiler's unions ask for these two; the framework does not have them yet.
namespace System.Runtime.CompilerServices;

/// <summary>Marks a type that the compiler treats as a union.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false)]
public sealed class UnionAttribute : Attribute;

/// <summary>The value that a union holds.</summary>
public interface IUnion
{
    object? Value { get; }
}
