using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BrandsAndQuotasByAmount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "quota_measure",
                table: "supplier_order_lines",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Pieces");

            migrationBuilder.AddColumn<string>(
                name: "quota_measure",
                table: "requisition_lines",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Pieces");

            migrationBuilder.AddColumn<string>(
                name: "brand",
                table: "agreement_lines",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quota_measure",
                table: "agreement_lines",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Pieces");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "quota_measure",
                table: "supplier_order_lines");

            migrationBuilder.DropColumn(
                name: "quota_measure",
                table: "requisition_lines");

            migrationBuilder.DropColumn(
                name: "brand",
                table: "agreement_lines");

            migrationBuilder.DropColumn(
                name: "quota_measure",
                table: "agreement_lines");
        }
    }
}
