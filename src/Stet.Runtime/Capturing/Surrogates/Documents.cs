using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Its text; elements of it are places in it and stay so.</summary>
internal sealed class JsonDocumentPlan() : FieldsPlan<JsonDocument>(new Part("text", typeof(string)))
{
    public override bool MayBeLive => true;

    public override string? WhyLive(object instance)
    {
        try
        {
            _ = ((JsonDocument)instance).RootElement.ValueKind;
            return null;
        }
        catch (ObjectDisposedException)
        {
            return "it has been disposed";
        }
    }

    protected override void Write(JsonDocument document, GraphWriter to) => to.Reference(document.RootElement.GetRawText());

    protected override void Fill(JsonDocument shell, GraphReader from)
    {
        string text = from.Reference<string>() ?? "";
        Become.Copy(Parse.Or("JSON", text, () => JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 })), shell);
    }
}

/// <summary>Its bytes and position.</summary>
internal sealed class MemoryStreamPlan() : FieldsPlan<MemoryStream>(new Part("bytes", typeof(byte[])), new Part("position", typeof(long)))
{
    public override bool MayBeLive => true;

    public override string? WhyLive(object instance) => ((MemoryStream)instance).CanSeek ? null : "it has been closed";

    protected override void Write(MemoryStream stream, GraphWriter to)
    {
        to.Reference(stream.ToArray());
        to.Out.Raw(stream.Position);
    }

    protected override void Fill(MemoryStream shell, GraphReader from)
    {
        byte[] bytes = from.Reference<byte[]>() ?? [];
        long position = Math.Clamp(from.In.Raw<long>(), 0, int.MaxValue);
        from.Later(() => Refill(shell, bytes, position));
    }

    static void Refill(MemoryStream shell, byte[] bytes, long position)
    {
        Construct(shell, bytes.Length);
        shell.Write(bytes);
        shell.Position = position;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(MemoryStream shell, int capacity);
}

/// <summary>Names of XML are compared by reference, so each is looked up in the framework's table.</summary>
internal sealed class XNamePlan() : BuiltPlan<XName>(new Part("name", typeof(Part.ShortText)))
{
    protected override void Write(XName name, GraphWriter to) => to.Out.Name(name.ToString());

    protected override XName Build(GraphReader from)
    {
        string name = from.In.Name();
        return Parse.Or("XML name", name, () => XName.Get(name));
    }
}

internal sealed class XNamespacePlan() : BuiltPlan<XNamespace>(new Part("name", typeof(Part.ShortText)))
{
    protected override void Write(XNamespace name, GraphWriter to) => to.Out.Name(name.NamespaceName);

    protected override XNamespace Build(GraphReader from) => XNamespace.Get(from.In.Name());
}
