/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-sync-method.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (SluiceSyncMethod,
                    sluice_sync_method,
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_FULL_REFRESH, "full-refresh"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_INCREMENTAL, "incremental"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_APPEND, "append"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_XMIN, "xmin"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_CDC, "cdc"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SYNC_METHOD_WEBHOOK, "webhook"))

static const char *const words[] = {
  [SLUICE_SYNC_METHOD_NONE] = NULL,
  [SLUICE_SYNC_METHOD_FULL_REFRESH] = "full_refresh",
  [SLUICE_SYNC_METHOD_INCREMENTAL] = "incremental",
  [SLUICE_SYNC_METHOD_APPEND] = "append",
  [SLUICE_SYNC_METHOD_XMIN] = "xmin",
  [SLUICE_SYNC_METHOD_CDC] = "cdc",
  [SLUICE_SYNC_METHOD_WEBHOOK] = "webhook",
};

const char *
sluice_sync_method_to_word (SluiceSyncMethod method)
{
  g_return_val_if_fail ((guint) method < G_N_ELEMENTS (words), NULL);

  return words[method];
}

SluiceSyncMethod
sluice_sync_method_from_word (const char *word)
{
  for (guint i = SLUICE_SYNC_METHOD_FULL_REFRESH; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return i;

  return SLUICE_SYNC_METHOD_NONE;
}

const char *
sluice_sync_method_get_label (SluiceSyncMethod method)
{
  switch (method)
    {
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      /* Translators: a sync method, in a table cell. */
      return _ ("Full refresh");
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      /* Translators: a sync method, in a table cell. */
      return _ ("Incremental");
    case SLUICE_SYNC_METHOD_APPEND:
      /* Translators: a sync method, in a table cell. */
      return _ ("Append");
    case SLUICE_SYNC_METHOD_XMIN:
      /* Translators: a sync method named after a system column of Postgres. */
      return _ ("xmin");
    case SLUICE_SYNC_METHOD_CDC:
      /* Translators: a sync method: change data capture. */
      return _ ("CDC");
    case SLUICE_SYNC_METHOD_WEBHOOK:
      /* Translators: a sync method. */
      return _ ("Webhook");
    case SLUICE_SYNC_METHOD_NONE:
    default:
      /* Translators: no sync method is possible for a table, or none is chosen. */
      return C_ ("sync method", "None");
    }
}

const char *
sluice_sync_method_get_phrase (SluiceSyncMethod method)
{
  switch (method)
    {
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      /* Translators: here and below, a sync method within a sentence: "Set 212 tables to full refresh". */
      return C_ ("sync method", "full refresh");
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      return C_ ("sync method", "incremental");
    case SLUICE_SYNC_METHOD_APPEND:
      return C_ ("sync method", "append");
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return C_ ("sync method", "webhook");
    case SLUICE_SYNC_METHOD_XMIN:
    case SLUICE_SYNC_METHOD_CDC:
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return sluice_sync_method_get_label (method);
    }
}

const char *
sluice_sync_method_get_description (SluiceSyncMethod method)
{
  switch (method)
    {
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      return _ ("Copies the whole table each time; every row is counted again.");
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      return _ ("Copies new and changed rows and merges them by primary key; deleted rows stay.");
    case SLUICE_SYNC_METHOD_APPEND:
      return _ ("Copies new rows only and never merges them; deleted rows stay.");
    case SLUICE_SYNC_METHOD_XMIN:
      return _ ("Copies the rows that Postgres itself says have changed; deleted rows stay.");
    case SLUICE_SYNC_METHOD_CDC:
      return _ ("Follows every insert, update and delete through Postgres’ logical replication.");
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return _ ("The service sends each change as it happens; deleted rows stay.");
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return _ ("This table is not synced.");
    }
}

gboolean
sluice_sync_method_needs_cursor (SluiceSyncMethod method)
{
  return method == SLUICE_SYNC_METHOD_INCREMENTAL || method == SLUICE_SYNC_METHOD_APPEND;
}

gboolean
sluice_sync_method_needs_key (SluiceSyncMethod method)
{
  return method == SLUICE_SYNC_METHOD_INCREMENTAL || method == SLUICE_SYNC_METHOD_XMIN ||
         method == SLUICE_SYNC_METHOD_CDC;
}

gboolean
sluice_sync_method_takes_full_refreshes (SluiceSyncMethod method)
{
  return method == SLUICE_SYNC_METHOD_INCREMENTAL || method == SLUICE_SYNC_METHOD_APPEND ||
         method == SLUICE_SYNC_METHOD_XMIN;
}
