using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShoppingLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shopping_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_membership = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    sharing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shopping_lists", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "shopping_list_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shopping_list_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    services = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shopping_list_lines", x => new { x.buyer_id, x.shopping_list_id, x.listing_id });
                    table.CheckConstraint("ck_shopping_list_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "FK_shopping_list_lines_shopping_lists_buyer_id_shopping_list_id",
                        columns: x => new { x.buyer_id, x.shopping_list_id },
                        principalTable: "shopping_lists",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_shopping_lists_buyer_id_changed_at",
                table: "shopping_lists",
                columns: new[] { "buyer_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_shopping_lists_buyer_id_owner_membership_name",
                table: "shopping_lists",
                columns: new[] { "buyer_id", "owner_membership", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shopping_list_lines");

            migrationBuilder.DropTable(
                name: "shopping_lists");
        }
    }
}
