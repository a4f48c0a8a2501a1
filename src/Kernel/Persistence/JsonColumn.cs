using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

/// <summary>Immutable values kept as JSON text: read and written whole, never queried inside.</summary>
public static class JsonColumn
{
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, KernelJson.Options),
        text => JsonSerializer.Deserialize<T>(text, KernelJson.Options)!,
        new ValueComparer<T>(
            (left, right) => ReferenceEquals(left, right) || JsonSerializer.Serialize(left, KernelJson.Options) == JsonSerializer.Serialize(right, KernelJson.Options),
            value => value == null ? 0 : JsonSerializer.Serialize(value, KernelJson.Options).GetHashCode(StringComparison.Ordinal),
            value => value));
}
