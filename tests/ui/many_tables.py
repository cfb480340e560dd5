# SPDX-License-Identifier: GPL-3.0-or-later
"""What discovery might answer for a large database: always the same tables, of 20 columns in 24 schemas."""

import random

N_COLUMNS = 20

SCHEMAS = ("analytics", "archive", "audit", "billing", "campaigns", "catalog", "crm", "finance", "hr", "identity",
           "inventory", "legal", "logistics", "marketing", "partners", "payments", "pricing", "public", "reporting",
           "risk", "sales", "search", "support", "telemetry")
THINGS = ("account", "agent", "asset", "budget", "campaign", "cart", "claim", "contact", "contract", "coupon", "customer",
          "deal", "device", "employee", "invoice", "item", "lead", "license", "location", "message", "offer", "order",
          "payment", "plan", "product", "project", "refund", "region", "session", "shipment", "store", "supplier",
          "task", "ticket", "user", "vendor", "visit", "warehouse")
# What follows a thing in a table's name, and how that table is: whether its rows change.
KINDS = (("s", True), ("_lines", True), ("_notes", True), ("_events", False), ("_prices", True), ("_tags", None),
         ("_settings", True), ("_log", False), ("_totals", None), ("_contacts", True), ("_types", None))
QUALITIES = ("amount", "approved", "balance", "city", "code", "country", "currency", "discount", "due_on", "email",
             "kind", "language", "level", "name", "notes", "number", "phase", "phone", "price", "priority", "quota",
             "rank", "rate", "reference", "score", "segment", "state", "status", "street", "summary", "tax", "title",
             "total", "url", "weight", "zip")
TYPES = ("character varying", "integer", "bigint", "numeric", "boolean", "date", "jsonb", "uuid", "text")
TIME = "timestamp with time zone"


def column(name, kind, nullable):
    return {"field": name, "label": name, "type": kind, "nullable": nullable}


def cursor(name, kind, nullable, indexed):
    return {**column(name, kind, nullable), "field_type": kind, "is_indexed": indexed}


def columns_of(dice, changes):
    columns = [column("id", "bigint", False)]
    if changes is not None:
        columns.append(column("created_at", TIME, False))
    if changes:
        columns.append(column("updated_at", TIME, dice.random() < 0.2))
    names = [f"{thing}_id" for thing in dice.sample(THINGS, 3)] + dice.sample(QUALITIES, N_COLUMNS)
    for name in dice.sample(names, N_COLUMNS - len(columns)):
        columns.append(column(name, "bigint" if name.endswith("_id") else dice.choice(TYPES), dice.random() < 0.6))
    return columns


def table(dice, name, changes):
    columns = columns_of(dice, changes)
    cursors = [cursor(each["field"], "timestamp", each["nullable"], dice.random() < 0.8)
               for each in columns if each["type"] == TIME]
    return {
        "table": name,
        "label": None,
        "should_sync": False,
        "should_sync_default": True,
        "incremental_fields": cursors[::-1] + [cursor("id", "integer", False, True)],
        "incremental_available": True,
        "append_available": True,
        "cdc_available": False,
        "xmin_available": True,
        "incremental_field": cursors[-1]["field"] if cursors else "id",
        "sync_type": None,
        "rows": None if dice.random() < 0.02 else int(10 ** dice.triangular(1, 8.5, 4.5)),
        "supports_webhooks": False,
        "webhook_only": False,
        "description": None,
        "available_columns": columns,
        "detected_primary_keys": ["id"],
        "primary_key_detection_supported": True,
        "permission_error": "permission denied for table" if dice.random() < 0.01 else None,
        "rls_warning": None,
    }


def tables(number):
    dice = random.Random(number)
    names = sorted((f"{schema}.{thing}{ending}", changes)
                   for schema in SCHEMAS for thing in THINGS for ending, changes in KINDS)
    assert number <= len(names)
    # Some here and some there, so that all schemas are among them.
    chosen = sorted(dice.sample(names, number), key=lambda pair: pair[0])
    return [table(dice, name, changes) for name, changes in chosen]
