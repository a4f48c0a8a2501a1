using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CheckoutComplete : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "deferred_because",
                table: "work_orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "not_before",
                table: "work_orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "supplier_orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "receiving",
                table: "sites",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "shipments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "requisition_lines",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "deferred_because",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "supplier_orders");

            migrationBuilder.DropColumn(
                name: "receiving",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "requisition_lines");
        }
    }
}
