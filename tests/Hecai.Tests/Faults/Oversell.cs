using Hecai.Catalogue;
using Hecai.Stock;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Tests.Faults;

/// <summary>Many clients at once ask for more than there is.</summary>
public sealed class Oversell
{
    private const string Kettle = "BY-SH18";
    private const int Clients = 64;
    private static readonly bool Full = Environment.GetEnvironmentVariable("HECAI_FULL") == "1";

    [Theory, EveryDatabase]
    public async Task What_is_there_is_sold_once_and_the_rest_is_refused(Database database)
    {
        var (stock, submissions) = Full ? (5_000, 20_000) : (500, 2_000);
        await using var world = await World.Open(database);
        using var clients = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = world.Root, Timeout = TimeSpan.FromMinutes(10) };
        clients.DefaultRequestHeaders.Authorization = new("Bearer", await World.Token(clients, Swift.Purchaser));
        var cheng = new Caller(clients);

        var drafts = new Guid[submissions];
        var body = await cheng.Body([new(Kettle, 1)]);
        await AtOnce(submissions, async i => drafts[i] = (await cheng.Post("/requisitions", body)).Ok().Id);
        await LeaveOnly(world, cheng, stock);
        var onHand = await world.OnHand(Kettle);

        var answers = new Answer[submissions];
        await AtOnce(submissions, async i => answers[i] = await cheng.Submit(drafts[i]));

        Assert.All(answers.Where(a => a.Status != 200), a => a.Refused(409, "stock.insufficient", "lines[0].quantity"));
        Assert.Equal(stock, answers.Count(a => a.Status == 200));
        Assert.Equal((onHand, onHand), (await world.OnHand(Kettle), await world.Held(Kettle)));
        await world.Invariants();
    }

    private static async Task AtOnce(int count, Func<int, Task> work)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
                await work(i);
        })));
    }

    /// <summary>Receives or buys as many pieces as it takes to leave exactly so many.</summary>
    private static async Task LeaveOnly(World world, Caller cheng, int stock)
    {
        var sku = Id.Named<SkuId>(Kettle);
        var item = await world.Db.Read(Actor.System(), read => read.Set<StockItem>().SingleAsync(i => i.SkuId == sku));
        var free = item.OnHand - item.Held;
        if (free < stock)
            await world.Get<ReceiveStock>().Run(item.WarehouseId, [(sku, stock - free)], await world.Actor("nie.xin"));
        else if (free > stock)
            (await cheng.Submit((await cheng.Post("/requisitions", await cheng.Body([new(Kettle, free - stock)]))).Ok().Id)).Ok();
    }
}
