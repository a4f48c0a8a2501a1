namespace Hecai.Web.Commands;

/// <summary>The options of a command line: --name VALUE, --flag, and plain words.</summary>
internal sealed class Options
{
    private static readonly HashSet<string> Flags = ["no-demo", "dry-run", "make-prices", "list"];
    private static readonly HashSet<string> Values = ["port", "data", "database", "supplier", "urls"];
    private readonly Dictionary<string, string> values = [];

    public List<string> Words { get; } = [];

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                options.Words.Add(args[i]);
            else if (args[i][2..] is var name && Flags.Contains(name))
                options.values[name] = "true";
            else if (Values.Contains(name) && i + 1 < args.Length)
                options.values[name] = args[++i];
            else
                throw new CommandFailed(Values.Contains(name) ? $"--{name} needs a value." : $"There is no option --{name}.");
        }
        return options;
    }

    public bool Has(string flag) => values.ContainsKey(flag);
    public string? Value(string name) => values.GetValueOrDefault(name);

    public HostSettings Settings(bool workers = true) => new()
    {
        Data = Folder(Value("data") ?? Environment.GetEnvironmentVariable("HECAI_DATA") ?? "data"),
        Database = Value("database") ?? Environment.GetEnvironmentVariable("HECAI_DATABASE"),
        Url = $"http://127.0.0.1:{Port}",
        Workers = workers,
        Environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production",
    };

    /// <summary>The folder, made if need be; whoever starts hears at once that nothing can be written there.</summary>
    private static string Folder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            using (File.Create(Path.Combine(path, $".{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose)) { }
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed($"The data folder {Path.GetFullPath(path)} cannot be written: {exception.Message.Split('\n')[0]}");
        }
    }

    private int Port => Value("port") is not { } text ? 5080
        : int.TryParse(text, out var port) && port is >= 0 and <= 65_535 ? port
        : throw new CommandFailed($"--port must be a number from 0 to 65535, not “{text}”.");
}
