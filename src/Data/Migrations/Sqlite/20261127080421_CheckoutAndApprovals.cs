using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CheckoutAndApprovals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "deferred_because",
                table: "work_orders",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "not_before",
                table: "work_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "warehouses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "bill_to",
                table: "supplier_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "buyer_reference",
                table: "supplier_orders",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "supplier_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "remarks",
                table: "supplier_order_lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "receiving",
                table: "sites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "buyer_reference",
                table: "shipments",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "shipments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bill_to",
                table: "requisitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "remarks",
                table: "requisition_lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wish",
                table: "requisition_lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bill_to",
                table: "purchase_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bill_to",
                table: "billable_entries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_by_name",
                table: "approval_tasks",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decided_by_person",
                table: "approval_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "place",
                table: "approval_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "reminded_at",
                table: "approval_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "billing_parties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    tax_number = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    bank = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    account = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_billing_parties", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "checkout_drafts",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkout_drafts", x => new { x.buyer_id, x.membership_id });
                });

            migrationBuilder.CreateTable(
                name: "stand_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    principal = table.Column<Guid>(type: "TEXT", nullable: false),
                    principal_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    principal_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    substitute = table.Column<Guid>(type: "TEXT", nullable: false),
                    substitute_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    up_to_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stand_ins", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "billing_defaults",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    billing_party_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_billing_defaults", x => new { x.buyer_id, x.cost_centre_id });
                    table.ForeignKey(
                        name: "FK_billing_defaults_billing_parties_buyer_id_billing_party_id",
                        columns: x => new { x.buyer_id, x.billing_party_id },
                        principalTable: "billing_parties",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_approval_tasks_buyer_id_decided_by_person_decided_at",
                table: "approval_tasks",
                columns: new[] { "buyer_id", "decided_by_person", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "IX_billing_defaults_buyer_id_billing_party_id",
                table: "billing_defaults",
                columns: new[] { "buyer_id", "billing_party_id" });

            migrationBuilder.CreateIndex(
                name: "IX_billing_parties_buyer_id_tax_number",
                table: "billing_parties",
                columns: new[] { "buyer_id", "tax_number" },
                unique: true,
                filter: "NOT closed");

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
                name: "billing_defaults");

            migrationBuilder.DropTable(
                name: "checkout_drafts");

            migrationBuilder.DropTable(
                name: "stand_ins");

            migrationBuilder.DropTable(
                name: "billing_parties");

            migrationBuilder.DropIndex(
                name: "IX_approval_tasks_buyer_id_decided_by_person_decided_at",
                table: "approval_tasks");

            migrationBuilder.DropColumn(
                name: "deferred_because",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "version",
                table: "warehouses");

            migrationBuilder.DropColumn(
                name: "bill_to",
                table: "supplier_orders");

            migrationBuilder.DropColumn(
                name: "buyer_reference",
                table: "supplier_orders");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "supplier_orders");

            migrationBuilder.DropColumn(
                name: "remarks",
                table: "supplier_order_lines");

            migrationBuilder.DropColumn(
                name: "receiving",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "buyer_reference",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "bill_to",
                table: "requisitions");

            migrationBuilder.DropColumn(
                name: "remarks",
                table: "requisition_lines");

            migrationBuilder.DropColumn(
                name: "wish",
                table: "requisition_lines");

            migrationBuilder.DropColumn(
                name: "bill_to",
                table: "purchase_orders");

            migrationBuilder.DropColumn(
                name: "bill_to",
                table: "billable_entries");

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
