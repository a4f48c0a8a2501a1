using System.Diagnostics;

namespace Hecai.Tests.Faults;

/// <summary>The product as a process of its own, over a data folder; to be killed.</summary>
internal sealed class Product : IDisposable
{
    private readonly Process process;

    private Product(Process process, Uri root) => (this.process, Root) = (process, root);

    public Uri Root { get; }

    public static async Task<Product> Start(string data, string? database)
    {
        var process = Process.Start(Of("serve", data, database, "--no-demo", "--port", "0"))!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.StartsWith("Hecai is ready at ", StringComparison.Ordinal))
            {
                // Its pipes must not fill up.
                _ = process.StandardOutput.ReadToEndAsync();
                return new Product(process, new Uri(line["Hecai is ready at ".Length..]));
            }
        }
        throw new InvalidOperationException("The product did not start: " + string.Join('\n', said.TakeLast(20)));
    }

    /// <summary>Runs a command to its end; its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> Run(string data, string? database, params string[] words)
    {
        using var process = Process.Start(Of(words[0], data, database, words[1..]))!;
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await faults);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private static ProcessStartInfo Of(string command, string data, string? database, params string[] words)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Hecai.Web.dll"), command, .. words, "--data", data];
        return new ProcessStartInfo("dotnet", database is null ? arguments : [.. arguments, "--database", database])
        {
            RedirectStandardOutput = true,
            Environment = { ["Logging__LogLevel__Default"] = "Error", ["Hecai__Limits__TokenPerMinute"] = "100000" },
            RedirectStandardError = command != "serve",
        };
    }
}
