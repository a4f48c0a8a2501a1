using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProductRelations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sku_relations",
                columns: table => new
                {
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target_supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    reason_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sku_relations", x => new { x.supplier_id, x.sku_id, x.target_id });
                    table.CheckConstraint("ck_sku_relations_of_others", "target_supplier_id = supplier_id OR kind = 'Equivalent'");
                    table.CheckConstraint("ck_sku_relations_other", "target_id <> sku_id");
                    table.CheckConstraint("ck_sku_relations_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "FK_sku_relations_skus_supplier_id_sku_id",
                        columns: x => new { x.supplier_id, x.sku_id },
                        principalTable: "skus",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_sku_relations_skus_target_supplier_id_target_id",
                        columns: x => new { x.target_supplier_id, x.target_id },
                        principalTable: "skus",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sku_relations_sku_id",
                table: "sku_relations",
                column: "sku_id");

            migrationBuilder.CreateIndex(
                name: "IX_sku_relations_target_id",
                table: "sku_relations",
                column: "target_id");

            migrationBuilder.CreateIndex(
                name: "IX_sku_relations_target_supplier_id_target_id",
                table: "sku_relations",
                columns: new[] { "target_supplier_id", "target_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sku_relations");
        }
    }
}
