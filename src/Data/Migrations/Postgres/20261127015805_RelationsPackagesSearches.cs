using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RelationsPackagesSearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "saved_searches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_membership = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    terms = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_searches", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "scenario_packages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    publisher_zh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    publisher_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    text_zh = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    text_en = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    scenario = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    measure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published = table.Column<bool>(type: "boolean", nullable: false),
                    picture = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenario_packages", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sku_relations",
                columns: table => new
                {
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    reason_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "scenario_package_lines",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    package_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    every = table.Column<int>(type: "integer", nullable: false),
                    installed = table.Column<bool>(type: "boolean", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenario_package_lines", x => new { x.organization_id, x.package_id, x.listing_id });
                    table.CheckConstraint("ck_scenario_package_lines_quantity", "quantity > 0 AND every > 0");
                    table.ForeignKey(
                        name: "FK_scenario_package_lines_scenario_packages_organization_id_pa~",
                        columns: x => new { x.organization_id, x.package_id },
                        principalTable: "scenario_packages",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_saved_searches_buyer_id_owner_membership_name",
                table: "saved_searches",
                columns: new[] { "buyer_id", "owner_membership", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scenario_packages_id",
                table: "scenario_packages",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scenario_packages_published_changed_at",
                table: "scenario_packages",
                columns: new[] { "published", "changed_at" });

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
                name: "saved_searches");

            migrationBuilder.DropTable(
                name: "scenario_package_lines");

            migrationBuilder.DropTable(
                name: "sku_relations");

            migrationBuilder.DropTable(
                name: "scenario_packages");
        }
    }
}
