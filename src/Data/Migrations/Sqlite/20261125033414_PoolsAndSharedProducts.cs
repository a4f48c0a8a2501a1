using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PoolsAndSharedProducts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_listings_skus_supplier_id_sku_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "IX_listings_sku_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "IX_listings_supplier_id_sku_id",
                table: "listings");

            migrationBuilder.AddColumn<long>(
                name: "sold",
                table: "skus",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "pools",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pools", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "pool_products",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pool_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    included = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pool_products", x => new { x.buyer_id, x.pool_id, x.sku_id });
                    table.ForeignKey(
                        name: "FK_pool_products_pools_buyer_id_pool_id",
                        columns: x => new { x.buyer_id, x.pool_id },
                        principalTable: "pools",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_listings_sku_id_supplier_id",
                table: "listings",
                columns: new[] { "sku_id", "supplier_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pools_buyer_id_state",
                table: "pools",
                columns: new[] { "buyer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_pools_in_force",
                table: "pools",
                columns: new[] { "buyer_id", "place" },
                unique: true,
                filter: "state = 'Active'");

            migrationBuilder.AddForeignKey(
                name: "FK_listings_skus_sku_id",
                table: "listings",
                column: "sku_id",
                principalTable: "skus",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_listings_skus_sku_id",
                table: "listings");

            migrationBuilder.DropTable(
                name: "pool_products");

            migrationBuilder.DropTable(
                name: "pools");

            migrationBuilder.DropIndex(
                name: "IX_listings_sku_id_supplier_id",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "sold",
                table: "skus");

            migrationBuilder.CreateIndex(
                name: "IX_listings_sku_id",
                table: "listings",
                column: "sku_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_listings_supplier_id_sku_id",
                table: "listings",
                columns: new[] { "supplier_id", "sku_id" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_listings_skus_supplier_id_sku_id",
                table: "listings",
                columns: new[] { "supplier_id", "sku_id" },
                principalTable: "skus",
                principalColumns: new[] { "supplier_id", "id" },
                onDelete: ReferentialAction.Cascade);
        }
    }
}
