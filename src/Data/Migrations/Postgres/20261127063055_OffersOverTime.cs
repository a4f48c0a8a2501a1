using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OffersOverTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "areas",
                table: "listings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "sale_from",
                table: "listings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "sale_until",
                table: "listings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "schedule_reason",
                table: "listings",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "scheduled_by_operator",
                table: "listings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_listings_sale_from",
                table: "listings",
                column: "sale_from",
                filter: "sale_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_listings_sale_until",
                table: "listings",
                column: "sale_until",
                filter: "sale_until IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_listings_window",
                table: "listings",
                sql: "sale_until > sale_from");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_listings_sale_from",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "IX_listings_sale_until",
                table: "listings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_listings_window",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "areas",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "sale_from",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "sale_until",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "schedule_reason",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "scheduled_by_operator",
                table: "listings");
        }
    }
}
