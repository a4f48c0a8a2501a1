
namespace Hecai.Web.Commands;

/// <summary>The program's commands. Every failure that a person can cause is one clear sentence and a non-zero exit.</summary>
internal static class Cli
{
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var (command, rest) = args is [var first, .. var tail] && !first.StartsWith('-') ? (first, tail) : ("serve", args);
            var options = Options.Parse(rest);
            return command switch
            {
                "serve" => await Serve.Run(options),
                "seed" => await SeedCommand.Run(options),
                "audit" => await AuditCommand.Run(options),
                "import" => await ImportCommand.Run(options),
                "docs" => await DocsCommand.Run(options),
                "openapi" => await OpenApiCommand.Run(options),
                _ => throw new CommandFailed($"There is no command “{command}”."),
            };
        }
        catch (CommandFailed failed)
        {
            await Console.Error.WriteLineAsync("hecai: " + failed.Message);
            return 1;
        }
        catch (Refused refused)
        {
            await Console.Error.WriteLineAsync($"hecai: {refused.Error.Text.En} ({refused.Code})".Replace("{0}", refused.Args.FirstOrDefault()?.ToString()));
            return 1;
        }
    }

    /// <summary>Opens and migrates the database, or says in one sentence why not.</summary>
    public static async Task<Engine> Migrated(HostSettings settings, CancellationToken ct = default)
    {
        var engine = Opened(settings);
        try
        {
            await engine.Migrate(ct);
            return engine;
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or System.Net.Sockets.SocketException or TimeoutException || exception.InnerException is System.Net.Sockets.SocketException)
        {
            await engine.DisposeAsync();
            throw new CommandFailed($"The database cannot be reached: {exception.Message.Split('\n')[0]}");
        }
    }

    private static Engine Opened(HostSettings settings)
    {
        try
        {
            return settings.OpenEngine();
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailed($"--database takes a connection string such as \"Host=127.0.0.1;Database=hecai;Username=hecai\": {exception.Message.Split('\n')[0]}");
        }
    }
}

/// <summary>A command cannot go on; the message is for the person at the terminal.</summary>
internal sealed class CommandFailed(string message) : Exception(message);
