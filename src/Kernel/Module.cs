using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hecai;

/// <summary>The door of a module: what it brings to the one process and the one database.</summary>
public abstract class Module
{
    /// <summary>The lifecycles of its documents.</summary>
    public virtual IEnumerable<IFlow> Flows => [];

    /// <summary>The classes that hold its permissions as public static fields.</summary>
    public virtual Type? Permissions => null;

    /// <summary>The class that holds its errors as public static fields.</summary>
    public virtual Type? Errors => null;

    /// <summary>Registers what the convention (public sealed classes with a <c>Run</c>, or ending in <c>Queries</c>) does not.</summary>
    public virtual void Services(IServiceCollection services) { }

    /// <summary>Contributes the module's tables; by default every IEntityTypeConfiguration of its assembly.</summary>
    public virtual void Map(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(GetType().Assembly);
}
