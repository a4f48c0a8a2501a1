using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ApprovalsHandedOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "decided_by_name",
                table: "approval_tasks",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decided_by_person",
                table: "approval_tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "place",
                table: "approval_tasks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "approval_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "stand_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_person = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    substitute = table.Column<Guid>(type: "uuid", nullable: false),
                    substitute_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    up_to_minor = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stand_ins", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_stand_ins_buyer_id_principal",
                table: "stand_ins",
                columns: new[] { "buyer_id", "principal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stand_ins_buyer_id_substitute",
                table: "stand_ins",
                columns: new[] { "buyer_id", "substitute" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stand_ins");

            migrationBuilder.DropColumn(
                name: "decided_by_name",
                table: "approval_tasks");

            migrationBuilder.DropColumn(
                name: "decided_by_person",
                table: "approval_tasks");

            migrationBuilder.DropColumn(
                name: "place",
                table: "approval_tasks");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "approval_tasks");
        }
    }
}
