using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stet.Display;

/// <summary>
/// A value as JSON, whole: objects by their public parts, enums and dates as text, numbers that JSON has not (NaN, infinity) as text. Written by hand because
/// a serialiser keeps the types that it has seen, and so the code of worlds that are over.
/// </summary>
internal static class JsonText
{
    private const int Deepest = 64;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidOperationException">The value contains itself, or is too deep.</exception>
    public static string Of(object? value, DisplayOptions options)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Writing))
        {
            new Walk(json, new Describer(options)).Write(value, 0);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed class Walk(Utf8JsonWriter json, Describer describer)
    {
        private readonly HashSet<object> around = new(ReferenceEqualityComparer.Instance);

        public void Write(object? value, int depth)
        {
            if (WriteScalar(value))
            {
                return;
            }

            if (depth > Deepest || (!value!.GetType().IsValueType && !around.Add(value)))
            {
                throw new InvalidOperationException($"A {CSharpNames.Of(value!.GetType())} {(depth > Deepest ? $"is more than {Deepest} levels deep" : "contains itself")}: it has no JSON.");
            }

            WriteWhole(value, depth + 1);
            around.Remove(value);
        }

        private bool WriteScalar(object? value)
        {
            switch (value)
            {
                case null: json.WriteNullValue(); return true;
                case bool truth: json.WriteBooleanValue(truth); return true;
                case string text: json.WriteStringValue(text); return true;
                case char character: json.WriteStringValue(character.ToString()); return true;
                case double number when double.IsFinite(number): json.WriteNumberValue(number); return true;
                case float number when float.IsFinite(number): json.WriteNumberValue(number); return true;
                case decimal number: json.WriteNumberValue(number); return true;
                case byte or sbyte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger or Int128 or UInt128:
                    json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                    return true;
                case JsonNode node: node.WriteTo(json); return true;
                case JsonElement element: element.WriteTo(json); return true;
                case byte[] bytes: json.WriteBase64StringValue(bytes); return true;
                case FileSystemInfo file: json.WriteStringValue(file.ToString()); return true;
                default: return WriteWord(value);
            }
        }

        /// <summary>Other values that are one word: as the prompt shows them, dates in the form of ISO 8601.</summary>
        private bool WriteWord(object value)
        {
            if (value is Exception or Delegate || OwnText.IsDeclared(value.GetType()) && value is not IEnumerable && !Literals.AreScalar(value.GetType()))
            {
                json.WriteStringValue(value is Exception thrown ? thrown.Message : OwnText.Of(value));
                return true;
            }

            var word = Literals.Of(value, DisplayOptions.Default with { MaxTextLength = int.MaxValue });
            if (word is not null)
            {
                json.WriteStringValue(value is StringBuilder builder ? builder.ToString() : value is Type type ? CSharpNames.Of(type) : word);
            }

            return word is not null;
        }

        private void WriteWhole(object value, int depth)
        {
            if (value is IDictionary pairs)
            {
                json.WriteStartObject();
                foreach (DictionaryEntry pair in pairs)
                {
                    json.WritePropertyName(Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!);
                    Write(pair.Value, depth);
                }

                json.WriteEndObject();
            }
            else if (value is IEnumerable elements)
            {
                json.WriteStartArray();
                foreach (var element in elements)
                {
                    Write(element, depth);
                }

                json.WriteEndArray();
            }
            else
            {
                WriteParts(value, depth);
            }
        }

        private void WriteParts(object value, int depth)
        {
            json.WriteStartObject();
            foreach (var member in describer.MembersOf(value.GetType()))
            {
                json.WritePropertyName(member.Name);
                Write(member.Read(value), depth);
            }

            json.WriteEndObject();
        }
    }
}
