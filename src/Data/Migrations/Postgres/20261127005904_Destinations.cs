using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Destinations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "budget_id",
                table: "supplier_order_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "cost_centre_id",
                table: "supplier_order_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "budget_id",
                table: "requisition_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "cost_centre_id",
                table: "requisition_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "requisition_lines",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "budget_id",
                table: "supplier_order_lines");

            migrationBuilder.DropColumn(
                name: "cost_centre_id",
                table: "supplier_order_lines");

            migrationBuilder.DropColumn(
                name: "budget_id",
                table: "requisition_lines");

            migrationBuilder.DropColumn(
                name: "cost_centre_id",
                table: "requisition_lines");

            migrationBuilder.DropColumn(
                name: "place",
                table: "requisition_lines");
        }
    }
}
