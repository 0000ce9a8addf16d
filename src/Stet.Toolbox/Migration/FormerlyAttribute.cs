namespace Stet.Migration;

/// <summary>The name that a type or member had before: values stored under it are carried over.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class FormerlyAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
