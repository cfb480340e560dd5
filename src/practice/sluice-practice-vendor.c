/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-vendor.h"

#include "sluice-json.h"

#define ENDPOINT "endpoint"
#define ACTIVITY "activity"
#define REFUSAL "refusal"

struct _SluicePracticeVendor
{
  SluicePracticeStore *store;
  GMutex mutex; /* over whatever is read to be written again */
};

SluicePracticeVendor *
sluice_practice_vendor_new (SluicePracticeStore *store)
{
  SluicePracticeVendor *self = g_new0 (SluicePracticeVendor, 1);

  self->store = store;
  g_mutex_init (&self->mutex);

  return self;
}

void
sluice_practice_vendor_free (SluicePracticeVendor *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Nothing of a service is below a source: it outlives what PostHog makes of it. */
static char *
dup_parent (const char *source_type)
{
  return g_strconcat ("vendor:", source_type, NULL);
}

char *
sluice_practice_vendor_add (SluicePracticeVendor *self,
                            const char *source_type,
                            const char *url,
                            const char *const *events,
                            gboolean enabled)
{
  g_autoptr (JsonObject) endpoint = json_object_new ();
  g_autofree char *parent = dup_parent (source_type);
  g_autofree char *now = sluice_practice_now ();

  json_object_set_string_member (endpoint, "source_type", source_type);
  json_object_set_string_member (endpoint, "url", url);
  json_object_set_string_member (endpoint, "status", enabled ? "enabled" : "disabled");
  sluice_json_set_strv (endpoint, "enabled_events", events);
  json_object_set_string_member (endpoint, "created_at", now);
  json_object_set_int_member (endpoint, "sent", 0);
  json_object_set_int_member (endpoint, "refused", 0);

  return sluice_practice_store_insert (self->store, ENDPOINT, parent, endpoint);
}

GPtrArray *
sluice_practice_vendor_list (SluicePracticeVendor *self, const char *source_type, const char *url)
{
  g_autofree char *parent = source_type != NULL ? dup_parent (source_type) : NULL;
  GPtrArray *endpoints = sluice_practice_store_list (self->store, ENDPOINT, parent, FALSE);

  for (guint i = endpoints->len; url != NULL && i > 0; i--)
    if (g_strcmp0 (sluice_json_get_string (g_ptr_array_index (endpoints, i - 1), "url", NULL), url) != 0)
      g_ptr_array_remove_index (endpoints, i - 1);

  return endpoints;
}

gboolean
sluice_practice_vendor_change (SluicePracticeVendor *self, const char *id, JsonObject *changes)
{
  static const char *const members[] = { "url", "status", "enabled_events" };
  g_autoptr (JsonObject) patch = json_object_new ();
  g_autoptr (JsonObject) endpoint = sluice_practice_store_dup (self->store, ENDPOINT, id);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (changes, members[i]))
      json_object_set_member (patch, members[i], json_object_dup_member (changes, members[i]));

  return endpoint != NULL && sluice_practice_store_patch (self->store, id, patch);
}

gboolean
sluice_practice_vendor_remove (SluicePracticeVendor *self, const char *id)
{
  g_autoptr (JsonObject) endpoint = sluice_practice_store_dup (self->store, ENDPOINT, id);

  return endpoint != NULL && sluice_practice_store_remove (self->store, id);
}

gboolean
sluice_practice_vendor_hears (JsonObject *endpoint, const char *event)
{
  g_auto (GStrv) events = sluice_json_dup_strv (endpoint, "enabled_events");

  return events != NULL &&
         (g_strv_contains ((const char *const *) events, "*") || g_strv_contains ((const char *const *) events, event));
}

/* What is known of one table. (nullable) */
static JsonObject *
dup_activity (SluicePracticeVendor *self, const char *source_type, const char *table)
{
  g_autofree char *parent = dup_parent (source_type);
  g_autoptr (GPtrArray) all = sluice_practice_store_list (self->store, ACTIVITY, parent, FALSE);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (sluice_json_get_string (g_ptr_array_index (all, i), "table", NULL), table) == 0)
      return json_object_ref (g_ptr_array_index (all, i));

  return NULL;
}

gint64
sluice_practice_vendor_count_event (SluicePracticeVendor *self, const char *source_type, const char *table)
{
  g_autofree char *parent = dup_parent (source_type);
  g_autoptr (JsonObject) activity = NULL;
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autofree char *id = NULL;
  gint64 count;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  activity = dup_activity (self, source_type, table);
  count = sluice_json_get_int (activity, "events", 0) + 1;
  json_object_set_string_member (changes, "table", table);
  json_object_set_int_member (changes, "events", count);
  if (activity != NULL)
    sluice_practice_store_patch (self->store, sluice_json_get_string (activity, "id", ""), changes);
  else
    id = sluice_practice_store_insert (self->store, ACTIVITY, parent, changes);

  return count;
}

gint64
sluice_practice_vendor_get_n_events (SluicePracticeVendor *self, const char *source_type, const char *table)
{
  g_autoptr (JsonObject) activity = dup_activity (self, source_type, table);

  return sluice_json_get_int (activity, "events", 0);
}

void
sluice_practice_vendor_count_delivery (SluicePracticeVendor *self,
                                       const char *endpoint_id,
                                       const char *table,
                                       gint64 number,
                                       gboolean taken)
{
  const char *member = taken ? "sent" : "refused";
  g_autoptr (JsonObject) endpoint = NULL;
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonObject) refusal = json_object_new ();
  g_autofree char *id = NULL;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  endpoint = sluice_practice_store_dup (self->store, ENDPOINT, endpoint_id);
  if (endpoint == NULL)
    return;
  json_object_set_int_member (changes, member, sluice_json_get_int (endpoint, member, 0) + 1);
  sluice_practice_store_patch (self->store, endpoint_id, changes);
  if (taken)
    return;
  json_object_set_string_member (refusal, "table", table);
  json_object_set_int_member (refusal, "number", number);
  id = sluice_practice_store_insert (self->store, REFUSAL, endpoint_id, refusal);
}

GPtrArray *
sluice_practice_vendor_steal_refused (SluicePracticeVendor *self, const char *url)
{
  g_autoptr (GPtrArray) endpoints = sluice_practice_vendor_list (self, NULL, url);
  GPtrArray *stolen = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  for (guint i = 0; i < endpoints->len; i++)
    {
      const char *endpoint_id = sluice_json_get_string (g_ptr_array_index (endpoints, i), "id", "");
      g_autoptr (GPtrArray) refusals = sluice_practice_store_list (self->store, REFUSAL, endpoint_id, FALSE);

      for (guint k = 0; k < refusals->len; k++)
        {
          JsonObject *refusal = g_ptr_array_index (refusals, k);

          json_object_set_string_member (refusal, "endpoint", endpoint_id);
          sluice_practice_store_remove (self->store, sluice_json_get_string (refusal, "id", ""));
          g_ptr_array_add (stolen, json_object_ref (refusal));
        }
    }

  return stolen;
}
