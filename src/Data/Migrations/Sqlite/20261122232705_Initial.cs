using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hecai.Data.Migrations.Sqlite
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agreements", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "approval_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    named_membership = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_rules", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "approval_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    requester_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_name = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    approver = table.Column<Guid>(type: "TEXT", nullable: false),
                    approver_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    approver_name = table.Column<string>(type: "TEXT", nullable: false),
                    because_zh = table.Column<string>(type: "TEXT", nullable: false),
                    because_en = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_tasks", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_blocks",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    from_xid = table.Column<long>(type: "INTEGER", nullable: false),
                    from_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    to_xid = table.Column<long>(type: "INTEGER", nullable: false),
                    to_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    entries = table.Column<int>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    signature = table.Column<string>(type: "TEXT", nullable: false),
                    sealed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_blocks", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    xid = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    via = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    args = table.Column<string>(type: "TEXT", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    operator_sees = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "billable_entries",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    purchase_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    buyer_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    vat_basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    gross_currency = table.Column<string>(type: "TEXT", nullable: false),
                    gross_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    tax_currency = table.Column<string>(type: "TEXT", nullable: false),
                    tax_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_currency = table.Column<string>(type: "TEXT", nullable: false),
                    unit_price_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_billable_entries", x => new { x.buyer_id, x.supplier_order_id, x.line, x.source_id });
                    table.CheckConstraint("ck_billable_entries_quantity", "quantity <> 0");
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cart_lines", x => new { x.buyer_id, x.membership_id, x.listing_id });
                });

            migrationBuilder.CreateTable(
                name: "catalogue_changes",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    xid = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_changes", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "categories",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    parent = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    leaf = table.Column<bool>(type: "INTEGER", nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    unspsc = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    picture = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    checklist = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    synonyms = table.Column<string>(type: "TEXT", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    service_options = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_categories", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cost_centres",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cost_centres", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    operator_sees = table.Column<bool>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    stored_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    uploaded_by_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    uploaded_by_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.organization_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title_zh = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    title_en = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    href = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    tone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kinds = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    contact_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    contact_phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    registered_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    entered_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organizations", x => x.id);
                    table.CheckConstraint("ck_organizations_itself", "organization_id = id");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscriber = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    claimed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    dead = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_messages", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "persons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    email_key = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    failed_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_persons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "requisitions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    requester_membership = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: false),
                    need_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    buyer_reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    held_until = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    budget_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    attachments = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    total_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requisitions", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "service_providers",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_providers", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    buyer_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    supplier_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tracking_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    packages = table.Column<int>(type: "INTEGER", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    dispatched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => new { x.buyer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "skus",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    brand_zh = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    brand_en = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    warranty_months = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    licence = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    extras = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_skus", x => x.id);
                    table.UniqueConstraint("AK_skus_supplier_id_id", x => new { x.supplier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "technicians",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    skills = table.Column<string>(type: "TEXT", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_technicians", x => new { x.provider_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "warehouses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouses", x => x.id);
                    table.UniqueConstraint("AK_warehouses_supplier_id_id", x => new { x.supplier_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "work_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    provider_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    buyer_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    supplier_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    requester_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    shipment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    site = table.Column<string>(type: "TEXT", nullable: false),
                    wished_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    slot_start = table.Column<long>(type: "INTEGER", nullable: true),
                    slot_end = table.Column<long>(type: "INTEGER", nullable: true),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    technician_person = table.Column<Guid>(type: "TEXT", nullable: true),
                    technician_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    technician_phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_by_person = table.Column<Guid>(type: "TEXT", nullable: true),
                    signer_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    signature = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: true),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    accepted_by_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    acceptance_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reworks = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    installed = table.Column<bool>(type: "INTEGER", nullable: false),
                    entries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_orders", x => new { x.buyer_id, x.id });
                    table.CheckConstraint("ck_work_orders_signed", "state NOT IN ('Done', 'Accepted') OR (signature IS NOT NULL AND signer_name IS NOT NULL)");
                    table.CheckConstraint("ck_work_orders_slot", "(slot_start IS NULL AND slot_end IS NULL) OR slot_start < slot_end");
                });

            migrationBuilder.CreateTable(
                name: "agreement_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agreement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    price_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    discount_basis_points = table.Column<int>(type: "INTEGER", nullable: true),
                    quota = table.Column<long>(type: "INTEGER", nullable: true),
                    called_off = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<long>(type: "INTEGER", nullable: false)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    allocated = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    committed = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false)
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
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hold_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    resource = table.Column<Guid>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<Guid>(type: "TEXT", nullable: true)
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
                name: "brands",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    light = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    dark = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_brands", x => x.organization_id);
                    table.ForeignKey(
                        name: "FK_brands_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    email_key = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    role_codes = table.Column<string>(type: "TEXT", nullable: false),
                    invited_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    invited_by_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "FK_invitations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_names",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kinds = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organization_names", x => x.organization_id);
                    table.ForeignKey(
                        name: "FK_organization_names_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "qualifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_qualifications", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "FK_qualifications_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    address_contact = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    address_detail = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    address_phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    address_region_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "FK_sites_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 1400, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    transports = table.Column<string>(type: "TEXT", nullable: false),
                    user_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    attestation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    client_data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => x.id);
                    table.ForeignKey(
                        name: "FK_passkeys_persons_person_id",
                        column: x => x.person_id,
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stamp = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_sign_in_sessions_persons_person_id",
                        column: x => x.person_id,
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "purchase_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    requisition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: false),
                    cost_centre_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    budget_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    total_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total_minor = table.Column<long>(type: "INTEGER", nullable: false)
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
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requisition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    for_line = table.Column<int>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    service_code = table.Column<string>(type: "TEXT", nullable: true),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    picture = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    vat_basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    allocations = table.Column<string>(type: "TEXT", nullable: false),
                    installs = table.Column<bool>(type: "INTEGER", nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    warranty_months = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    installation = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    list_price_currency = table.Column<string>(type: "TEXT", nullable: false),
                    list_price_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_currency = table.Column<string>(type: "TEXT", nullable: false),
                    unit_price_minor = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "service_areas",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_areas", x => new { x.provider_id, x.region_code });
                    table.ForeignKey(
                        name: "FK_service_areas_service_providers_provider_id",
                        column: x => x.provider_id,
                        principalTable: "service_providers",
                        principalColumn: "provider_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shipment_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shipment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    picture = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    installs = table.Column<bool>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered = table.Column<long>(type: "INTEGER", nullable: false),
                    refused = table.Column<long>(type: "INTEGER", nullable: false),
                    @short = table.Column<long>(name: "short", type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_lines", x => new { x.buyer_id, x.shipment_id, x.line });
                    table.CheckConstraint("ck_shipment_lines_accounted", "quantity > 0 AND delivered >= 0 AND refused >= 0 AND short >= 0 AND delivered + refused + short <= quantity");
                    table.ForeignKey(
                        name: "FK_shipment_lines_shipments_buyer_id_shipment_id",
                        columns: x => new { x.buyer_id, x.shipment_id },
                        principalTable: "shipments",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    list_price_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    vat = table.Column<int>(type: "INTEGER", nullable: false),
                    min_quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    pack_size = table.Column<int>(type: "INTEGER", nullable: false),
                    make_to_order_days = table.Column<int>(type: "INTEGER", nullable: true),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    submitted_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    suspended_by_operator = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listings", x => x.id);
                    table.CheckConstraint("ck_listings_price", "list_price_minor IS NULL OR list_price_minor > 0");
                    table.CheckConstraint("ck_listings_priced", "list_price_minor IS NOT NULL OR state IN ('Draft', 'Retired')");
                    table.CheckConstraint("ck_listings_quantities", "min_quantity > 0 AND pack_size > 0");
                    table.ForeignKey(
                        name: "FK_listings_skus_supplier_id_sku_id",
                        columns: x => new { x.supplier_id, x.sku_id },
                        principalTable: "skus",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sku_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    stored_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sku_files", x => new { x.supplier_id, x.id });
                    table.ForeignKey(
                        name: "FK_sku_files_skus_supplier_id_sku_id",
                        columns: x => new { x.supplier_id, x.sku_id },
                        principalTable: "skus",
                        principalColumns: new[] { "supplier_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "technician_quarters",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    technician_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    work_order_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_technician_quarters", x => new { x.provider_id, x.technician_id, x.quarter });
                    table.ForeignKey(
                        name: "FK_technician_quarters_technicians_provider_id_technician_id",
                        columns: x => new { x.provider_id, x.technician_id },
                        principalTable: "technicians",
                        principalColumns: new[] { "provider_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_areas",
                columns: table => new
                {
                    warehouse_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on_hand = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "equipment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    work_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    work_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    provider_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    picture = table.Column<string>(type: "TEXT", nullable: false),
                    serial = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    other_serials = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    site = table.Column<string>(type: "TEXT", nullable: false),
                    installed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    accepted_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    warranty_until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_equipment", x => new { x.buyer_id, x.id });
                    table.ForeignKey(
                        name: "FK_equipment_work_orders_buyer_id_work_order_id",
                        columns: x => new { x.buyer_id, x.work_order_id },
                        principalTable: "work_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_order_lines",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    work_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    picture = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    warranty_months = table.Column<int>(type: "INTEGER", nullable: false),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    checklist = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_lines", x => new { x.buyer_id, x.work_order_id, x.line });
                    table.CheckConstraint("ck_work_order_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "FK_work_order_lines_work_orders_buyer_id_work_order_id",
                        columns: x => new { x.buyer_id, x.work_order_id },
                        principalTable: "work_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_order_results",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    work_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_number = table.Column<int>(type: "INTEGER", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    yes = table.Column<bool>(type: "INTEGER", nullable: true),
                    reading = table.Column<decimal>(type: "TEXT", precision: 14, scale: 4, nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    file = table.Column<Guid>(type: "TEXT", nullable: true),
                    remark = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    within = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_person = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_order_results", x => new { x.buyer_id, x.work_order_id, x.line, x.unit_number, x.item });
                    table.ForeignKey(
                        name: "FK_work_order_results_work_orders_buyer_id_work_order_id",
                        columns: x => new { x.buyer_id, x.work_order_id },
                        principalTable: "work_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "price_tiers",
                columns: table => new
                {
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    min_quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    price_minor = table.Column<long>(type: "INTEGER", nullable: false)
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
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    budget_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    allocated = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    committed = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    buyer_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    purchase_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    requester_person = table.Column<Guid>(type: "TEXT", nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    promised_delivery = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    movements = table.Column<int>(type: "INTEGER", nullable: false),
                    total_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total_minor = table.Column<long>(type: "INTEGER", nullable: false)
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
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    stock_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    on_hand = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
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
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    supplier_order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    for_line = table.Column<int>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    service_code = table.Column<string>(type: "TEXT", nullable: true),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    picture = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    vat_basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    agreement_line_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    allocations = table.Column<string>(type: "TEXT", nullable: false),
                    installs = table.Column<bool>(type: "INTEGER", nullable: false),
                    warranty_months = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    installation = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered = table.Column<long>(type: "INTEGER", nullable: false),
                    refused = table.Column<long>(type: "INTEGER", nullable: false),
                    installed = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted = table.Column<long>(type: "INTEGER", nullable: false),
                    returned = table.Column<long>(type: "INTEGER", nullable: false),
                    invoiced = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_currency = table.Column<string>(type: "TEXT", nullable: false),
                    unit_price_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supplier_order_lines", x => new { x.buyer_id, x.supplier_order_id, x.line });
                    table.CheckConstraint("ck_supplier_order_lines_installed", "0 <= installed AND installed <= delivered AND refused >= 0");
                    table.CheckConstraint("ck_supplier_order_lines_ledger", "0 <= accepted AND accepted <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled AND cancelled >= 0");
                    table.CheckConstraint("ck_supplier_order_lines_returned", "0 <= returned AND returned <= delivered AND 0 <= invoiced AND invoiced <= delivered");
                    table.ForeignKey(
                        name: "FK_supplier_order_lines_supplier_orders_buyer_id_supplier_order_id",
                        columns: x => new { x.buyer_id, x.supplier_order_id },
                        principalTable: "supplier_orders",
                        principalColumns: new[] { "buyer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_by_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_clients", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "departments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    manager_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_departments", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "FK_departments_departments_organization_id_parent_id",
                        columns: x => new { x.organization_id, x.parent_id },
                        principalTable: "departments",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_departments_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "FK_memberships_departments_organization_id_department_id",
                        columns: x => new { x.organization_id, x.department_id },
                        principalTable: "departments",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_memberships_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_memberships_persons_person_id",
                        column: x => x.person_id,
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership_roles",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    membership_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_roles", x => new { x.organization_id, x.membership_id, x.code });
                    table.ForeignKey(
                        name: "FK_membership_roles_memberships_organization_id_membership_id",
                        columns: x => new { x.organization_id, x.membership_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "organization_id", "id" },
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
                name: "IX_api_clients_client_id",
                table: "api_clients",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_clients_organization_id_membership_id",
                table: "api_clients",
                columns: new[] { "organization_id", "membership_id" });

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
                name: "IX_billable_entries_at",
                table: "billable_entries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_billable_entries_buyer_id_at",
                table: "billable_entries",
                columns: new[] { "buyer_id", "at" });

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
                name: "IX_catalogue_changes_xid_seq",
                table: "catalogue_changes",
                columns: new[] { "xid", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_categories_code",
                table: "categories",
                column: "code",
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
                name: "IX_departments_organization_id_manager_id",
                table: "departments",
                columns: new[] { "organization_id", "manager_id" });

            migrationBuilder.CreateIndex(
                name: "IX_departments_organization_id_parent_id",
                table: "departments",
                columns: new[] { "organization_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_equipment_buyer_id_sku_id_serial",
                table: "equipment",
                columns: new[] { "buyer_id", "sku_id", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_equipment_buyer_id_warranty_until",
                table: "equipment",
                columns: new[] { "buyer_id", "warranty_until" });

            migrationBuilder.CreateIndex(
                name: "IX_equipment_buyer_id_work_order_id",
                table: "equipment",
                columns: new[] { "buyer_id", "work_order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_equipment_id",
                table: "equipment",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_files_document_id",
                table: "files",
                column: "document_id");

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
                name: "IX_invitations_organization_id_email_key",
                table: "invitations",
                columns: new[] { "organization_id", "email_key" },
                unique: true,
                filter: "NOT closed");

            migrationBuilder.CreateIndex(
                name: "IX_listings_sku_id",
                table: "listings",
                column: "sku_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_listings_state_submitted_at",
                table: "listings",
                columns: new[] { "state", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_supplier_id_sku_id",
                table: "listings",
                columns: new[] { "supplier_id", "sku_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_listings_supplier_id_state",
                table: "listings",
                columns: new[] { "supplier_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_roles_organization_id_code",
                table: "membership_roles",
                columns: new[] { "organization_id", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_memberships_id",
                table: "memberships",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_memberships_organization_id_department_id",
                table: "memberships",
                columns: new[] { "organization_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "IX_memberships_organization_id_person_id",
                table: "memberships",
                columns: new[] { "organization_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_memberships_person_id",
                table: "memberships",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_messages_at",
                table: "messages",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_messages_organization_id_membership_id_at",
                table: "messages",
                columns: new[] { "organization_id", "membership_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_organizations_credit_code",
                table: "organizations",
                column: "credit_code",
                unique: true,
                filter: "state <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_organizations_state_applied_at",
                table: "organizations",
                columns: new[] { "state", "applied_at" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_dead_due_at",
                table: "outbox_messages",
                columns: new[] { "dead", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_document_id_subscriber_seq",
                table: "outbox_messages",
                columns: new[] { "document_id", "subscriber", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_person_id",
                table: "passkeys",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_persons_email_key",
                table: "persons",
                column: "email_key",
                unique: true);

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
                name: "IX_qualifications_valid_until",
                table: "qualifications",
                column: "valid_until");

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
                name: "IX_shipments_buyer_id_state",
                table: "shipments",
                columns: new[] { "buyer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_buyer_id_supplier_order_id",
                table: "shipments",
                columns: new[] { "buyer_id", "supplier_order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_shipments_id",
                table: "shipments",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_number",
                table: "shipments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shipments_supplier_id_state",
                table: "shipments",
                columns: new[] { "supplier_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_sessions_ends_at",
                table: "sign_in_sessions",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_sessions_person_id",
                table: "sign_in_sessions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_sites_organization_id_name",
                table: "sites",
                columns: new[] { "organization_id", "name" },
                unique: true,
                filter: "NOT closed");

            migrationBuilder.CreateIndex(
                name: "IX_sku_files_id",
                table: "sku_files",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sku_files_sku_id",
                table: "sku_files",
                column: "sku_id");

            migrationBuilder.CreateIndex(
                name: "IX_sku_files_supplier_id_sku_id",
                table: "sku_files",
                columns: new[] { "supplier_id", "sku_id" });

            migrationBuilder.CreateIndex(
                name: "IX_skus_category",
                table: "skus",
                column: "category");

            migrationBuilder.CreateIndex(
                name: "IX_skus_part_number",
                table: "skus",
                column: "part_number");

            migrationBuilder.CreateIndex(
                name: "IX_skus_supplier_id_key",
                table: "skus",
                columns: new[] { "supplier_id", "key" },
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
                name: "IX_technician_quarters_work_order_id",
                table: "technician_quarters",
                column: "work_order_id");

            migrationBuilder.CreateIndex(
                name: "IX_technicians_provider_id_membership_id",
                table: "technicians",
                columns: new[] { "provider_id", "membership_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouses_supplier_id_code",
                table: "warehouses",
                columns: new[] { "supplier_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_buyer_id_shipment_id_attempt",
                table: "work_orders",
                columns: new[] { "buyer_id", "shipment_id", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_buyer_id_state",
                table: "work_orders",
                columns: new[] { "buyer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_buyer_id_supplier_order_id",
                table: "work_orders",
                columns: new[] { "buyer_id", "supplier_order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_id",
                table: "work_orders",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_number",
                table: "work_orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_orders_provider_id_state_slot_start",
                table: "work_orders",
                columns: new[] { "provider_id", "state", "slot_start" });

            migrationBuilder.AddForeignKey(
                name: "FK_api_clients_memberships_organization_id_membership_id",
                table: "api_clients",
                columns: new[] { "organization_id", "membership_id" },
                principalTable: "memberships",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_departments_memberships_organization_id_manager_id",
                table: "departments",
                columns: new[] { "organization_id", "manager_id" },
                principalTable: "memberships",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_departments_memberships_organization_id_manager_id",
                table: "departments");

            migrationBuilder.DropTable(
                name: "api_clients");

            migrationBuilder.DropTable(
                name: "approval_rules");

            migrationBuilder.DropTable(
                name: "approval_tasks");

            migrationBuilder.DropTable(
                name: "audit_blocks");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "billable_entries");

            migrationBuilder.DropTable(
                name: "brands");

            migrationBuilder.DropTable(
                name: "budget_entries");

            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "catalogue_changes");

            migrationBuilder.DropTable(
                name: "categories");

            migrationBuilder.DropTable(
                name: "delivery_areas");

            migrationBuilder.DropTable(
                name: "equipment");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "hold_lines");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "listings");

            migrationBuilder.DropTable(
                name: "membership_roles");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "organization_names");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "price_tiers");

            migrationBuilder.DropTable(
                name: "qualifications");

            migrationBuilder.DropTable(
                name: "requisition_lines");

            migrationBuilder.DropTable(
                name: "service_areas");

            migrationBuilder.DropTable(
                name: "shipment_lines");

            migrationBuilder.DropTable(
                name: "sign_in_sessions");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "sku_files");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.DropTable(
                name: "supplier_order_lines");

            migrationBuilder.DropTable(
                name: "technician_quarters");

            migrationBuilder.DropTable(
                name: "work_order_lines");

            migrationBuilder.DropTable(
                name: "work_order_results");

            migrationBuilder.DropTable(
                name: "budgets");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "agreement_lines");

            migrationBuilder.DropTable(
                name: "service_providers");

            migrationBuilder.DropTable(
                name: "shipments");

            migrationBuilder.DropTable(
                name: "skus");

            migrationBuilder.DropTable(
                name: "stock_items");

            migrationBuilder.DropTable(
                name: "supplier_orders");

            migrationBuilder.DropTable(
                name: "technicians");

            migrationBuilder.DropTable(
                name: "work_orders");

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

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "departments");

            migrationBuilder.DropTable(
                name: "persons");

            migrationBuilder.DropTable(
                name: "organizations");
        }
    }
}
