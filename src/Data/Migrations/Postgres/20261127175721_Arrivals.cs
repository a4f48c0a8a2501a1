using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Arrivals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_stock_items_warehouse_id_sku_id",
                table: "stock_items");

            migrationBuilder.AddColumn<Guid>(
                name: "arrival_id",
                table: "stock_items",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "arrives_on",
                table: "stock_items",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "arrivals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_arrivals", x => x.id);
                    table.UniqueConstraint("AK_arrivals_supplier_id_id", x => new { x.supplier_id, x.id });
                    table.ForeignKey(
                        name: "FK_arrivals_warehouses_supplier_id_warehouse_id",
                        columns: x => new { x.supplier_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_arrival_id_sku_id",
                table: "stock_items",
                columns: new[] { "arrival_id", "sku_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_supplier_id_arrival_id",
                table: "stock_items",
                columns: new[] { "supplier_id", "arrival_id" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_warehouse_id_sku_id",
                table: "stock_items",
                columns: new[] { "warehouse_id", "sku_id" },
                unique: true,
                filter: "arrival_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_arrivals_supplier_id_number",
                table: "arrivals",
                columns: new[] { "supplier_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_arrivals_supplier_id_warehouse_id",
                table: "arrivals",
                columns: new[] { "supplier_id", "warehouse_id" });

            migrationBuilder.CreateIndex(
                name: "IX_arrivals_warehouse_id_state_arrives_on",
                table: "arrivals",
                columns: new[] { "warehouse_id", "state", "arrives_on" });

            migrationBuilder.AddForeignKey(
                name: "FK_stock_items_arrivals_supplier_id_arrival_id",
                table: "stock_items",
                columns: new[] { "supplier_id", "arrival_id" },
                principalTable: "arrivals",
                principalColumns: new[] { "supplier_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_stock_items_arrivals_supplier_id_arrival_id",
                table: "stock_items");

            migrationBuilder.DropTable(
                name: "arrivals");

            migrationBuilder.DropIndex(
                name: "IX_stock_items_arrival_id_sku_id",
                table: "stock_items");

            migrationBuilder.DropIndex(
                name: "IX_stock_items_supplier_id_arrival_id",
                table: "stock_items");

            migrationBuilder.DropIndex(
                name: "IX_stock_items_warehouse_id_sku_id",
                table: "stock_items");

            migrationBuilder.DropColumn(
                name: "arrival_id",
                table: "stock_items");

            migrationBuilder.DropColumn(
                name: "arrives_on",
                table: "stock_items");

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_warehouse_id_sku_id",
                table: "stock_items",
                columns: new[] { "warehouse_id", "sku_id" },
                unique: true);
        }
    }
}
