using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AgreementConsents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "buyer_consent",
                table: "agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "proposed_by",
                table: "agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded_days",
                table: "agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "supplier_consent",
                table: "agreements",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "buyer_consent",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "proposed_by",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "reminded_days",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "supplier_consent",
                table: "agreements");
        }
    }
}
