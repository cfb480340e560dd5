/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-answer.h"

static const char *const schemas[] = {
  "public",  "sales",    "billing",   "crm",     "marketing", "support",  "warehouse", "analytics",
  "finance", "hr",       "inventory", "catalog", "identity",  "audit",    "logistics", "partners",
  "pricing", "payments", "reporting", "search",  "risk",      "campaign", "telemetry", "archive",
};

static const char *const things[] = {
  "account", "address", "agent",   "article",  "asset",   "batch",   "campaign", "cart",    "category", "channel",
  "claim",   "company", "contact", "contract", "coupon",  "course",  "customer", "deal",    "delivery", "device",
  "invoice", "item",    "lead",    "ledger",   "license", "listing", "location", "message", "order",    "payment",
  "product", "profile", "project", "refund",   "session", "ticket",  "token",    "user",    "vendor",   "visit",
};

static const char *const qualities[] = {
  "amount",   "approved",  "balance",  "city",   "code",     "country",  "currency", "discount",   "due_on", "email",
  "external", "flags",     "hash",     "height", "kind",     "language", "level",    "locale",     "memo",   "name",
  "notes",    "number",    "owner_id", "phase",  "phone",    "position", "price",    "priority",   "quota",  "rank",
  "rate",     "reference", "region",   "score",  "segment",  "slug",     "source",   "started_at", "state",  "status",
  "street",   "summary",   "tax",      "title",  "timezone", "total",    "url",      "version",    "weight", "zip",
};

static const char *const types[] = {
  "character varying", "integer", "bigint", "numeric", "boolean", "timestamp with time zone", "jsonb", "uuid", "text",
};

/* Spreads neighbours: a number that looks random and is always the same. */
static guint
mix (guint a, guint b)
{
  guint32 hash = a * 0x9e3779b1u + b * 0x85ebca77u + 0x165667b1u;

  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  hash ^= hash >> 12;
  hash *= 0x297a2d39u;
  hash ^= hash >> 15;

  return hash;
}

#define PICK(array, number) (array)[(number) % G_N_ELEMENTS (array)]

static void
append_column (GString *json, const char *name, const char *type, gboolean nullable)
{
  g_string_append_printf (json, "{\"field\":\"%s\",\"label\":\"%s\",\"type\":\"%s\",\"nullable\":%s},", name, name,
                          type, nullable ? "true" : "false");
}

static void
append_columns (GString *json, guint index)
{
  g_string_append (json, "\"available_columns\":[");
  append_column (json, "id", "bigint", FALSE);
  append_column (json, "created_at", "timestamp with time zone", FALSE);
  append_column (json, index % 3 == 0 ? "revision" : "updated_at", "timestamp with time zone", TRUE);
  for (guint i = 3; i < BENCH_N_COLUMNS; i++)
    {
      const guint number = mix (index, i);
      g_autofree char *name = NULL;

      /* "status", "customer_status": a few names that all share, and many that few do. */
      if (number % 3 == 0)
        name = g_strdup (PICK (qualities, number >> 8));
      else
        name = g_strdup_printf ("%s_%s", PICK (things, number >> 16), PICK (qualities, number >> 8));
      append_column (json, name, PICK (types, number >> 4), number % 5 != 0);
    }
  json->str[json->len - 1] = ']';
}

static void
append_cursor (GString *json, const char *name, const char *type, gboolean nullable, gboolean indexed)
{
  g_string_append_printf (json,
                          "{\"field\":\"%s\",\"label\":\"%s\",\"type\":\"%s\",\"field_type\":\"%s\",\"nullable\":%s,"
                          "\"is_indexed\":%s},",
                          name, name, type, type, nullable ? "true" : "false", indexed ? "true" : "false");
}

static void
append_cursors (GString *json, guint index)
{
  g_string_append (json, "\"incremental_fields\":[");
  if (index % 3 != 0)
    append_cursor (json, "updated_at", "timestamp", TRUE, index % 4 == 0);
  append_cursor (json, "created_at", "timestamp", FALSE, TRUE);
  append_cursor (json, "id", "integer", FALSE, TRUE);
  json->str[json->len - 1] = ']';
}

/* From none to some thousand millions, and for one in eight unknown. */
static void
append_rows (GString *json, guint index)
{
  const guint number = mix (index, 1000);

  if (number % 8 == 0)
    g_string_append (json, "\"rows\":null,");
  else
    g_string_append_printf (json, "\"rows\":%" G_GUINT64_FORMAT ",", (guint64) mix (index, 1001) >> (number >> 8) % 32);
}

static void
append_table (GString *json, guint index)
{
  const guint number = mix (index, 2000);

  g_string_append_printf (json, "{\"table\":\"%s.%s_%05u_%s\",\"label\":null,", PICK (schemas, number),
                          PICK (things, number >> 8), index, index % 7 == 0 ? "events" : PICK (things, number >> 16));
  g_string_append (json, "\"should_sync\":false,\"should_sync_default\":true,");
  append_cursors (json, index);
  g_string_append_printf (json,
                          ",\"incremental_available\":true,\"append_available\":true,\"cdc_available\":true,"
                          "\"xmin_available\":true,\"incremental_field\":\"%s\",\"sync_type\":null,",
                          index % 3 == 0 ? "created_at" : "updated_at");
  append_rows (json, index);
  g_string_append (json, "\"supports_webhooks\":false,\"webhook_only\":false,\"description\":null,");
  append_columns (json, index);
  g_string_append (json, ",\"detected_primary_keys\":[\"id\"],\"primary_key_detection_supported\":true,");
  g_string_append (json, index % 100 == 99 ? "\"permission_error\":\"permission denied for table\"," :
                                             "\"permission_error\":null,");
  g_string_append (json, "\"rls_warning\":null}");
}

char *
bench_answer_dup_table (guint index)
{
  GString *json = g_string_new (NULL);

  append_table (json, index);

  return g_string_free (json, FALSE);
}

char *
bench_answer_dup (guint n_tables, gsize *size)
{
  GString *json = g_string_sized_new (n_tables * 2560);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n_tables; i++)
    {
      append_table (json, i);
      g_string_append_c (json, ',');
    }
  json->str[json->len - 1] = ']';
  *size = json->len;

  return g_string_free (json, FALSE);
}
