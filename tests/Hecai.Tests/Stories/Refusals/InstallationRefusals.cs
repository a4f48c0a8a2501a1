using Hecai.Data;
using Hecai.Tests.Rules;
using Hecai.Web.Documents;
using Microsoft.Extensions.Configuration;

namespace Hecai.Tests.Stories;

/// <summary>What the installation itself refuses: a newer database, a server without a font.</summary>
public sealed class InstallationRefusals
{
    [Theory, EveryDatabase]
    public async Task A_database_of_a_newer_version_is_left_alone(Database kind)
    {
        await using var kernel = await TestKernel.Open(kind);
        await kernel.Sql("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231235959_Later', '99.0.0')");
        var refused = await DataErrors.NewerDatabase.RefusesAsync(() => kernel.Db.Engine.Migrate(default));
        Assert.Equal("29991231235959_Later", Assert.Single(refused.Args));
    }

    [Fact]
    public void Without_a_Chinese_font_no_paper_is_printed_with_boxes() =>
        DocumentErrors.NoFont.Refuses(() => new PdfFonts(new ConfigurationBuilder().AddInMemoryCollection([new("Hecai:Font", "/no/such/font.ttf")]).Build()).Face);
}
