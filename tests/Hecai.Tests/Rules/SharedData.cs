namespace Hecai.Tests.Rules;

/// <summary>Third-party material beside the repository (../shared/data). A test that needs what is absent is skipped, and says so.</summary>
public static class SharedData
{
    private static int skipped;

    /// <summary>The full path of a file or folder, or the test is skipped with the number of tests skipped so far.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository, "..", "shared", "data", relative));
        if (!System.IO.Path.Exists(path))
        {
            var count = Interlocked.Increment(ref skipped);
            Console.WriteLine($"Skipped for want of shared data: {count} (last: {relative})");
            Assert.Skip($"No shared data {relative}; {count} skipped for this reason so far.");
        }
        return path;
    }

    /// <summary>The folder of the solution file.</summary>
    public static string Repository { get; } = Up(AppContext.BaseDirectory);

    private static string Up(string folder) => File.Exists(System.IO.Path.Combine(folder, "Hecai.slnx"))
        ? folder
        : Up(System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Hecai.slnx is in no folder above the tests."));
}
