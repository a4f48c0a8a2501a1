using Microsoft.Extensions.DependencyInjection;

namespace Hecai;

/// <summary>Something that happened, named in the past tense, with the document it happened to. Serialized as JSON.</summary>
public interface IEvent
{
    /// <summary>Deliveries about the same document keep their order.</summary>
    Guid Document { get; }
}

/// <summary>Reacts to an event inside a transaction of the platform; the message is consumed in the same transaction, so the effect happens exactly once.</summary>
public interface IHandle<in TEvent> where TEvent : IEvent
{
    Task Handle(Tx tx, TEvent happened);
}

/// <summary>Carries an event out of the system (mail, webhook): at least once, outside of any transaction. The message id tells a repetition.</summary>
public interface IDeliver<in TEvent> where TEvent : IEvent
{
    Task Deliver(TEvent happened, long messageId, CancellationToken ct);
}

/// <summary>Knows which subscribers an event has, under stable names that the outbox stores.</summary>
public sealed class HandlerRegistry
{
    private readonly Dictionary<string, Subscriber> byName = [];
    private readonly ILookup<Type, Subscriber> byEvent;

    public HandlerRegistry(IEnumerable<Subscriber> subscribers)
    {
        foreach (var subscriber in subscribers)
            byName.Add(subscriber.Name, subscriber);
        byEvent = byName.Values.ToLookup(s => s.Event);
    }

    internal IEnumerable<Subscriber> For(IEvent happened) => byEvent[happened.GetType()];
    internal Subscriber? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>One subscription: exactly one of the two ways to react is set.</summary>
public sealed record Subscriber(string Name, Type Event, Func<IServiceProvider, Tx, IEvent, Task>? Handle, Func<IServiceProvider, IEvent, long, CancellationToken, Task>? Deliver);

public static class MessagingServices
{
    /// <summary>Subscribes a handler under a name that must not change while messages for it may be waiting.</summary>
    public static IServiceCollection AddHandler<TEvent, THandler>(this IServiceCollection services, string name)
        where TEvent : class, IEvent where THandler : class, IHandle<TEvent> => services
            .AddSingleton<THandler>()
            .AddSingleton(new Subscriber(name, typeof(TEvent), (provider, tx, happened) => provider.GetRequiredService<THandler>().Handle(tx, (TEvent)happened), null));

    /// <summary>Subscribes a carrier to the outside.</summary>
    public static IServiceCollection AddDelivery<TEvent, TCarrier>(this IServiceCollection services, string name)
        where TEvent : class, IEvent where TCarrier : class, IDeliver<TEvent> => services
            .AddSingleton<TCarrier>()
            .AddSingleton(new Subscriber(name, typeof(TEvent), null, (provider, happened, id, ct) => provider.GetRequiredService<TCarrier>().Deliver((TEvent)happened, id, ct)));
}
