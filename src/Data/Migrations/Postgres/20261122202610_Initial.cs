using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Hecai.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agreements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agreements", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "approval_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from_minor = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    named_membership = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_rules", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "approval_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    requester_person = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_name = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    approver = table.Column<Guid>(type: "uuid", nullable: false),
                    approver_person = table.Column<Guid>(type: "uuid", nullable: false),
                    approver_name = table.Column<string>(type: "text", nullable: false),
                    because_zh = table.Column<string>(type: "text", nullable: false),
                    because_en = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_tasks", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_blocks",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    from_xid = table.Column<long>(type: "bigint", nullable: false),
                    from_seq = table.Column<long>(type: "bigint", nullable: false),
                    to_xid = table.Column<long>(type: "bigint", nullable: false),
                    to_seq = table.Column<long>(type: "bigint", nullable: false),
                    entries = table.Column<int>(type: "integer", nullable: false),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    signature = table.Column<string>(type: "text", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_blocks", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    xid = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "pg_current_xact_id()::text::bigint"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    via = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true),
                    args = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    operator_sees = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    services = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cart_lines", x => new { x.buyer_id, x.membership_id, x.listing_id });
                });

            migrationBuilder.CreateTable(
                name: "cost_centres",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cost_centres", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.organization_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscriber = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    dead = table.Column<bool>(type: "boolean", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_messages", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "requisitions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    requester_membership = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_person = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ship_to = table.Column<string>(type: "text", nullable: false),
                    need_by = table.Column<DateOnly>(type: "date", nullable: true),
                    buyer_reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    budget_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "text", nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requisitions", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "warehouses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouses", x => x.id);
                    table.UniqueConstraint("AK_warehouses_supplier_id_id", x => new { x.supplier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "agreement_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sku_id = table.Column<Guid>(type: "uuid", nullable: true),
                    category = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    price_minor = table.Column<long>(type: "bigint", nullable: true),
                    discount_basis_points = table.Column<int>(type: "integer", nullable: true),
                    quota = table.Column<long>(type: "bigint", nullable: true),
                    called_off = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agreement_lines", x => new { x.buyer_id, x.id });
                    table.CheckConstraint("ck_agreement_lines_held", "held >= 0 AND called_off >= 0");
                    table.CheckConstraint("ck_agreement_lines_quota", "quota IS NULL OR called_off + held <= quota");
                    table.ForeignKey(
                        name: "FK_agreement_lines_agreements_buyer_id_agreement_id",
                        columns: x => new { x.buyer_id, x.agreement_id },
                        principalTable: "agreements",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "budgets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    allocated = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false),
                    committed = table.Column<long>(type: "bigint", nullable: false),
                    spent = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budgets", x => new { x.buyer_id, x.id });
                    table.CheckConstraint("ck_budgets_available", "allocated - reserved - committed - spent >= 0");
                    table.CheckConstraint("ck_budgets_parts", "reserved >= 0 AND committed >= 0 AND spent >= 0");
                    table.ForeignKey(
                        name: "FK_budgets_cost_centres_buyer_id_cost_centre_id",
                        columns: x => new { x.buyer_id, x.cost_centre_id },
                        principalTable: "cost_centres",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hold_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hold_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    resource = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hold_lines", x => new { x.buyer_id, x.hold_id, x.line });
                    table.CheckConstraint("ck_hold_lines_amount", "amount > 0");
                    table.ForeignKey(
                        name: "FK_hold_lines_holds_buyer_id_hold_id",
                        columns: x => new { x.buyer_id, x.hold_id },
                        principalTable: "holds",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "purchase_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    requisition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    purpose = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ship_to = table.Column<string>(type: "text", nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    budget_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_person = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "text", nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchase_orders", x => new { x.buyer_id, x.id });
                    table.ForeignKey(
                        name: "FK_purchase_orders_requisitions_buyer_id_requisition_id",
                        columns: x => new { x.buyer_id, x.requisition_id },
                        principalTable: "requisitions",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "requisition_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requisition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    for_line = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    service_code = table.Column<string>(type: "text", nullable: true),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_name = table.Column<string>(type: "text", nullable: false),
                    part_number = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    picture = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    vat_basis_points = table.Column<int>(type: "integer", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                    allocations = table.Column<string>(type: "text", nullable: false),
                    installs = table.Column<bool>(type: "boolean", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    warranty_months = table.Column<int>(type: "integer", nullable: false),
                    delivery = table.Column<DateOnly>(type: "date", nullable: true),
                    installation = table.Column<DateOnly>(type: "date", nullable: true),
                    list_price_currency = table.Column<string>(type: "text", nullable: false),
                    list_price_minor = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_currency = table.Column<string>(type: "text", nullable: false),
                    unit_price_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requisition_lines", x => new { x.buyer_id, x.requisition_id, x.line });
                    table.CheckConstraint("ck_requisition_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "FK_requisition_lines_requisitions_buyer_id_requisition_id",
                        columns: x => new { x.buyer_id, x.requisition_id },
                        principalTable: "requisitions",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_areas",
                columns: table => new
                {
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_areas", x => new { x.warehouse_id, x.region_code });
                    table.ForeignKey(
                        name: "FK_delivery_areas_warehouses_supplier_id_warehouse_id",
                        columns: x => new { x.supplier_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_hand = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_items", x => x.id);
                    table.CheckConstraint("ck_stock_items_held", "held >= 0");
                    table.CheckConstraint("ck_stock_items_on_hand", "on_hand >= held");
                    table.ForeignKey(
                        name: "FK_stock_items_warehouses_supplier_id_warehouse_id",
                        columns: x => new { x.supplier_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "price_tiers",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    min_quantity = table.Column<int>(type: "integer", nullable: false),
                    price_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_price_tiers", x => new { x.buyer_id, x.agreement_line_id, x.min_quantity });
                    table.ForeignKey(
                        name: "FK_price_tiers_agreement_lines_buyer_id_agreement_line_id",
                        columns: x => new { x.buyer_id, x.agreement_line_id },
                        principalTable: "agreement_lines",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "budget_entries",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    budget_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    allocated = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false),
                    committed = table.Column<long>(type: "bigint", nullable: false),
                    spent = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_entries", x => x.seq);
                    table.ForeignKey(
                        name: "FK_budget_entries_budgets_buyer_id_budget_id",
                        columns: x => new { x.buyer_id, x.budget_id },
                        principalTable: "budgets",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "supplier_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    buyer_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    supplier_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purchase_order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_order_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ship_to = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    promised_delivery = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    movements = table.Column<int>(type: "integer", nullable: false),
                    total_currency = table.Column<string>(type: "text", nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supplier_orders", x => new { x.buyer_id, x.id });
                    table.ForeignKey(
                        name: "FK_supplier_orders_purchase_orders_buyer_id_purchase_order_id",
                        columns: x => new { x.buyer_id, x.purchase_order_id },
                        principalTable: "purchase_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_movements",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    stock_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on_hand = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_movements", x => x.seq);
                    table.ForeignKey(
                        name: "FK_stock_movements_stock_items_stock_item_id",
                        column: x => x.stock_item_id,
                        principalTable: "stock_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "supplier_order_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplier_order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    supplier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    for_line = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    service_code = table.Column<string>(type: "text", nullable: true),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_number = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    picture = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    vat_basis_points = table.Column<int>(type: "integer", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    allocations = table.Column<string>(type: "text", nullable: false),
                    installs = table.Column<bool>(type: "boolean", nullable: false),
                    warranty_months = table.Column<int>(type: "integer", nullable: false),
                    delivery = table.Column<DateOnly>(type: "date", nullable: true),
                    installation = table.Column<DateOnly>(type: "date", nullable: true),
                    ordered = table.Column<long>(type: "bigint", nullable: false),
                    cancelled = table.Column<long>(type: "bigint", nullable: false),
                    shipped = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                    installed = table.Column<long>(type: "bigint", nullable: false),
                    accepted = table.Column<long>(type: "bigint", nullable: false),
                    returned = table.Column<long>(type: "bigint", nullable: false),
                    invoiced = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_currency = table.Column<string>(type: "text", nullable: false),
                    unit_price_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supplier_order_lines", x => new { x.buyer_id, x.supplier_order_id, x.line });
                    table.CheckConstraint("ck_supplier_order_lines_installed", "0 <= installed AND installed <= delivered AND refused >= 0");
                    table.CheckConstraint("ck_supplier_order_lines_ledger", "0 <= accepted AND accepted <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled AND cancelled >= 0");
                    table.CheckConstraint("ck_supplier_order_lines_returned", "0 <= returned AND returned <= delivered AND 0 <= invoiced AND invoiced <= delivered");
                    table.ForeignKey(
                        name: "FK_supplier_order_lines_supplier_orders_buyer_id_supplier_orde~",
                        columns: x => new { x.buyer_id, x.supplier_order_id },
                        principalTable: "supplier_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_agreement_lines_buyer_id_agreement_id",
                table: "agreement_lines",
                columns: new[] { "buyer_id", "agreement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_agreement_lines_buyer_id_category",
                table: "agreement_lines",
                columns: new[] { "buyer_id", "category" });

            migrationBuilder.CreateIndex(
                name: "IX_agreement_lines_buyer_id_sku_id",
                table: "agreement_lines",
                columns: new[] { "buyer_id", "sku_id" });

            migrationBuilder.CreateIndex(
                name: "IX_agreements_number",
                table: "agreements",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_agreements_supplier_id_state",
                table: "agreements",
                columns: new[] { "supplier_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_approval_rules_buyer_id_level",
                table: "approval_rules",
                columns: new[] { "buyer_id", "level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_approval_tasks_buyer_id_approver_state_opened_at",
                table: "approval_tasks",
                columns: new[] { "buyer_id", "approver", "state", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "IX_approval_tasks_buyer_id_document_id",
                table: "approval_tasks",
                columns: new[] { "buyer_id", "document_id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_document_id_seq",
                table: "audit_entries",
                columns: new[] { "document_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_organization_id_at",
                table: "audit_entries",
                columns: new[] { "organization_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_xid_seq",
                table: "audit_entries",
                columns: new[] { "xid", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_budget_entries_buyer_id_budget_id_seq",
                table: "budget_entries",
                columns: new[] { "buyer_id", "budget_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_budgets_buyer_id_cost_centre_id_year",
                table: "budgets",
                columns: new[] { "buyer_id", "cost_centre_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cost_centres_buyer_id_code",
                table: "cost_centres",
                columns: new[] { "buyer_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_areas_supplier_id_warehouse_id",
                table: "delivery_areas",
                columns: new[] { "supplier_id", "warehouse_id" });

            migrationBuilder.CreateIndex(
                name: "IX_hold_lines_kind_resource",
                table: "hold_lines",
                columns: new[] { "kind", "resource" });

            migrationBuilder.CreateIndex(
                name: "IX_holds_document_id_state",
                table: "holds",
                columns: new[] { "document_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_holds_state_expires_at",
                table: "holds",
                columns: new[] { "state", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_at",
                table: "idempotency_keys",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_dead_due_at",
                table: "outbox_messages",
                columns: new[] { "dead", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_document_id_subscriber_seq",
                table: "outbox_messages",
                columns: new[] { "document_id", "subscriber", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_purchase_orders_buyer_id_requisition_id",
                table: "purchase_orders",
                columns: new[] { "buyer_id", "requisition_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_purchase_orders_buyer_id_state_placed_at",
                table: "purchase_orders",
                columns: new[] { "buyer_id", "state", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_purchase_orders_id",
                table: "purchase_orders",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_purchase_orders_number",
                table: "purchase_orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_requisitions_buyer_id_buyer_reference",
                table: "requisitions",
                columns: new[] { "buyer_id", "buyer_reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_requisitions_buyer_id_requester_membership_created_at",
                table: "requisitions",
                columns: new[] { "buyer_id", "requester_membership", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_requisitions_buyer_id_state_created_at",
                table: "requisitions",
                columns: new[] { "buyer_id", "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_requisitions_number",
                table: "requisitions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_sku_id",
                table: "stock_items",
                column: "sku_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_supplier_id_warehouse_id",
                table: "stock_items",
                columns: new[] { "supplier_id", "warehouse_id" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_items_warehouse_id_sku_id",
                table: "stock_items",
                columns: new[] { "warehouse_id", "sku_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_movements_document_id",
                table: "stock_movements",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_movements_stock_item_id",
                table: "stock_movements",
                column: "stock_item_id");

            migrationBuilder.CreateIndex(
                name: "IX_supplier_orders_buyer_id_purchase_order_id",
                table: "supplier_orders",
                columns: new[] { "buyer_id", "purchase_order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_supplier_orders_id",
                table: "supplier_orders",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_supplier_orders_number",
                table: "supplier_orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supplier_orders_supplier_id_state_placed_at",
                table: "supplier_orders",
                columns: new[] { "supplier_id", "state", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouses_supplier_id_code",
                table: "warehouses",
                columns: new[] { "supplier_id", "code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approval_rules");

            migrationBuilder.DropTable(
                name: "approval_tasks");

            migrationBuilder.DropTable(
                name: "audit_blocks");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "budget_entries");

            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "delivery_areas");

            migrationBuilder.DropTable(
                name: "hold_lines");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "price_tiers");

            migrationBuilder.DropTable(
                name: "requisition_lines");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.DropTable(
                name: "supplier_order_lines");

            migrationBuilder.DropTable(
                name: "budgets");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "agreement_lines");

            migrationBuilder.DropTable(
                name: "stock_items");

            migrationBuilder.DropTable(
                name: "supplier_orders");

            migrationBuilder.DropTable(
                name: "cost_centres");

            migrationBuilder.DropTable(
                name: "agreements");

            migrationBuilder.DropTable(
                name: "warehouses");

            migrationBuilder.DropTable(
                name: "purchase_orders");

            migrationBuilder.DropTable(
                name: "requisitions");
        }
    }
}
