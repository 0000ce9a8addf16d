using Stet.Images;

namespace Stet.Display;

/// <summary>Values that are read as plain data, as text: nothing of theirs is loaded or run.</summary>
public static class PlainText
{
    /// <summary>One variable of an image, over several lines where it does not fit <paramref name="width"/> columns.</summary>
    /// <exception cref="KeyNotFoundException">The image has no such root.</exception>
    public static string Show(PlainGraph graph, string root, int width) => Layout.Lines(Describe(graph, root, DisplayOptions.Default), width);

    /// <summary>One variable of an image on one line of at most <paramref name="width"/> characters.</summary>
    /// <exception cref="KeyNotFoundException">The image has no such root.</exception>
    public static string ShowShort(PlainGraph graph, string root, int width)
    {
        var line = Describe(graph, root, DisplayOptions.Default with { MaxElements = 10, MaxDepth = 2, MaxTextLength = width, MaxCharacters = width * 2 }).Flat;
        return line.Length <= width ? line : line[..Budget.Cut(line, Math.Max(0, width - 3))] + Piece.Ellipsis;
    }

    /// <summary>A part of an image, over several lines where it does not fit <paramref name="width"/> columns.</summary>
    /// <param name="value">As <see cref="PlainGraph"/> has it.</param>
    public static string Of(object? value, int width) => Layout.Lines(new PlainDescriber(DisplayOptions.Default).Describe(value), width);

    private static Piece Describe(PlainGraph graph, string root, DisplayOptions options)
    {
        var found = graph.Roots.FirstOrDefault(r => r.Name == root) ?? throw new KeyNotFoundException($"The image has no variable '{root}'.");
        return new PlainDescriber(options).Describe(found.Value);
    }
}
