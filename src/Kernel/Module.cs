using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai;

/// <summary>The door of a module: what it brings to the one process and the one database.</summary>
public abstract class Module
{
    /// <summary>The lifecycles of its documents.</summary>
    public virtual IEnumerable<IFlow> Flows => [];

    /// <summary>Its rights: the public static fields of its classes whose names end in <c>Permissions</c>.</summary>
    public IEnumerable<Permission> Permissions => GetType().Assembly.GetExportedTypes()
        .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Permissions", StringComparison.Ordinal)).OrderBy(t => t.Name, StringComparer.Ordinal)
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(Permission)).Select(f => (Permission)f.GetValue(null)!);

    /// <summary>Registers what the convention (public sealed classes with a <c>Run</c>, or ending in <c>Queries</c>) does not.</summary>
    public virtual void Services(IServiceCollection services) { }

    /// <summary>Contributes the module's tables; by default every IEntityTypeConfiguration of its assembly.</summary>
    public virtual void Map(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(GetType().Assembly);
}
