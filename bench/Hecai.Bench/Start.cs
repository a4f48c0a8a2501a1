using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Hecai.Bench;

/// <summary>The published program as an operator runs it: from its start to its first page, and its memory after a thousand pages.</summary>
internal static class Start
{
    private const int PageCount = 1_000;
    private static readonly string[] Paths = ["/buyer", "/catalogue", "/catalogue?q=%E5%8F%98%E9%A2%91", "/cart", "/requisitions", "/orders", "/messages", "/equipment"];

    public static async Task<IEnumerable<Measured>> Published()
    {
        var root = Directory.CreateTempSubdirectory("hecai-bench-").FullName;
        try
        {
            var folder = Path.Combine(root, "published");
            await Succeed("./hecai", $"publish {folder}");
            var program = Path.Combine(folder, "Hecai.Web");
            await Succeed(program, $"seed --data {root}/data");
            var starts = new List<double>();
            var memory = 0.0;
            for (var run = 0; run < 3; run++)
            {
                var clock = Stopwatch.StartNew();
                using var server = Process.Start(new ProcessStartInfo(program, $"serve --no-demo --port 0 --data {root}/data") { RedirectStandardOutput = true })!;
                try
                {
                    var address = await Ready(server);
                    starts.Add(clock.Elapsed.TotalSeconds);
                    if (run == 2)
                        memory = await Browse(address, server);
                }
                finally
                {
                    Process.Start("kill", $"-TERM {server.Id}").WaitForExit();
                    await server.WaitForExitAsync();
                }
            }
            return [new("published: start to first page", starts.Order().ElementAt(1), "s", null, "≤ 3 s"), new($"published: memory after {PageCount:#,0} pages", memory, "MB", null, "≤ 350 MB")];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Uri> Ready(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
            if (Regex.Match(line, "Hecai is ready at (.+)") is { Success: true } ready)
                return new Uri(ready.Groups[1].Value);
        throw new InvalidOperationException("The published program ended before it was ready.");
    }

    private static async Task<double> Browse(Uri address, Process server)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = await Browsing.SignIn(address) };
        using var client = new HttpClient(handler) { BaseAddress = address };
        for (var n = 0; n < PageCount; n++)
        {
            using var answer = await client.GetAsync(Paths[n % Paths.Length]);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{Paths[n % Paths.Length]} answered {(int)answer.StatusCode}.");
        }
        var resident = Regex.Match(await File.ReadAllTextAsync($"/proc/{server.Id}/status"), @"VmRSS:\s+(\d+) kB");
        return double.Parse(resident.Groups[1].Value, CultureInfo.InvariantCulture) / 1024;
    }

    private static async Task Succeed(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}: {said}");
    }
}
