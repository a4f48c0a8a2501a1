using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
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
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.Sql("""
                UPDATE agreement_lines l SET tiers = t.tiers FROM (
                    SELECT buyer_id, agreement_line_id, json_agg(json_build_object('minQuantity', min_quantity, 'priceMinor', price_minor) ORDER BY min_quantity)::text tiers
                    FROM price_tiers GROUP BY buyer_id, agreement_line_id) t WHERE t.buyer_id = l.buyer_id AND t.agreement_line_id = l.id
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
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    min_quantity = table.Column<int>(type: "integer", nullable: false),
                    price_minor = table.Column<long>(type: "bigint", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false)
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
