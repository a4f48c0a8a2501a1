using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TiersInTheirLine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "tiers",
                table: "agreement_lines",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.Sql("""
                UPDATE agreement_lines SET tiers = COALESCE((
                    SELECT json_group_array(json_object('minQuantity', min_quantity, 'priceMinor', price_minor)) FROM price_tiers t
                    WHERE t.buyer_id = agreement_lines.buyer_id AND t.agreement_line_id = agreement_lines.id), '[]')
                """);

            migrationBuilder.DropTable(
                name: "price_tiers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "tiers",
                table: "agreement_lines");

            migrationBuilder.CreateTable(
                name: "price_tiers",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    min_quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    price_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_price_tiers", x => new { x.buyer_id, x.agreement_line_id, x.min_quantity });
                    table.ForeignKey(
                        name: "FK_price_tiers_agreement_lines_buyer_id_agreement_line_id",
                        columns: x => new { x.buyer_id, x.agreement_line_id },
                        principalTable: "agreement_lines",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });
        }
    }
}
