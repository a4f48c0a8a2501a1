using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Hecai.Tests;

/// <summary>
/// A private PostgreSQL cluster for one test run: made in a temporary folder, on a free loopback port, removed at the end.
/// Durability is off: no test here pulls the plug on it; the crash tests start their own with it on.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> Started = new(() => Start(durable: false));
    private readonly string directory;
    private readonly string bin;

    private PostgresCluster(string directory, string bin, int port) => (this.directory, this.bin, Port) = (directory, bin, port);

    public int Port { get; }

    /// <summary>The cluster of this run, started when first asked for.</summary>
    public static Task<PostgresCluster> Shared => Started.Value;

    public static bool WasStarted => Started.IsValueCreated;

    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Maximum Pool Size=64;Timeout=60;Command Timeout=120";

    public static async Task<PostgresCluster> Start(bool durable)
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed; ./hecai test installs it.");
        var directory = Directory.CreateTempSubdirectory("hecai-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Run("chown", $"postgres {directory}");
        var data = Path.Combine(directory, "data");
        await AsPostgres($"{bin}/initdb", $"-D {data} -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8");
        var port = FreePort();
        var settings = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={directory} -c max_connections=300 -c shared_buffers=256MB"
            + (durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        await AsPostgres($"{bin}/pg_ctl", $"-D {data} -w -t 60 -l {directory}/log start -o \"{settings}\"");
        return new PostgresCluster(directory, bin, port);
    }

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AsPostgres($"{bin}/pg_ctl", $"-D {Path.Combine(directory, "data")} -m immediate stop");
        Directory.Delete(directory, recursive: true);
    }

    // The server refuses to run as root.
    private static Task AsPostgres(string program, string arguments) => Environment.IsPrivilegedProcess
        ? Run("runuser", $"-u postgres -- {program} {arguments}")
        : Run(program, arguments);

    private static async Task Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/tmp" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
