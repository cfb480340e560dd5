/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice.h"

#include "sluice-json.h"
#include "sluice-practice-cdc.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-tunnel.h"

#define INTERRUPTED "The practice server was stopped while this table was syncing. Start the sync again."

static void
fail_interrupted_job (SluicePracticeStore *store, JsonObject *job)
{
  g_autoptr (JsonObject) job_changes = json_object_new ();
  g_autoptr (JsonObject) schema_changes = json_object_new ();
  g_autofree char *now = sluice_practice_now ();

  json_object_set_string_member (job_changes, "status", "Failed");
  json_object_set_string_member (job_changes, "latest_error", INTERRUPTED);
  json_object_set_string_member (job_changes, "finished_at", now);
  sluice_practice_store_patch (store, sluice_json_get_string (job, "id", ""), job_changes);
  json_object_set_string_member (schema_changes, "status", "Failed");
  json_object_set_string_member (schema_changes, "latest_error", INTERRUPTED);
  sluice_practice_store_patch (store, sluice_json_get_string (job, "schema_id", ""), schema_changes);
}

static void
tidy_up (SluicePracticeStore *store)
{
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (store, SLUICE_PRACTICE_SOURCE, NULL, FALSE);
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  for (guint i = 0; i < sources->len; i++)
    {
      JsonObject *source = g_ptr_array_index (sources, i);

      if (sluice_json_get_boolean (source, "creating", FALSE))
        sluice_practice_store_remove (store, sluice_json_get_string (source, "id", ""));
    }
  tickets = sluice_practice_store_list (store, SLUICE_PRACTICE_TICKET, NULL, FALSE);
  for (guint i = 0; i < tickets->len; i++)
    sluice_practice_store_remove (store, sluice_json_get_string (tickets->pdata[i], "id", ""));
  jobs = sluice_practice_store_list (store, SLUICE_PRACTICE_JOB, NULL, FALSE);
  for (guint i = 0; i < jobs->len; i++)
    {
      JsonObject *job = g_ptr_array_index (jobs, i);

      if (g_str_equal (sluice_json_get_string (job, "status", ""), "Running"))
        fail_interrupted_job (store, job);
    }
}

SluicePractice *
sluice_practice_new (const char *state_dir, const char *key, GError **error)
{
  g_autoptr (SluicePractice) self = g_new0 (SluicePractice, 1);
  g_autofree char *state = g_build_filename (state_dir, "state.sqlite", NULL);
  g_autofree char *warehouse = g_build_filename (state_dir, "warehouse.sqlite", NULL);
  g_autofree char *known_hosts = g_build_filename (state_dir, "known_hosts", NULL);

  self->key = g_strdup (key);
  self->page_size = 10;
  self->cdc = TRUE;
  self->accounts = TRUE;
  self->conduct = sluice_practice_conduct_new ();
  self->stopping = g_cancellable_new ();
  g_mutex_init (&self->webhook_mutex);
  if (!(self->catalogue = sluice_practice_catalogue_new (error)) ||
      !(self->store = sluice_practice_store_open (state, error)) ||
      !(self->warehouse = sluice_practice_warehouse_open (warehouse, error)))
    return NULL;
  tidy_up (self->store);
  sluice_practice_tunnel_remember_hosts_in (known_hosts);
  self->vault = sluice_practice_vault_new (state_dir);
  self->vendor = sluice_practice_vendor_new (self->store);
  self->syncer = sluice_practice_syncer_new (self->store, self->vault, self->warehouse, self->vendor, self->conduct);

  return g_steal_pointer (&self);
}

void
sluice_practice_drop_slot (SluicePractice *self, JsonObject *source)
{
  JsonObject *inputs = sluice_json_get_object (source, "job_inputs");
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;

  if (!sluice_json_get_boolean (inputs, "cdc_enabled", FALSE))
    return;
  secrets = sluice_practice_vault_lookup (self->vault, sluice_json_get_string (source, "id", ""));
  connection = secrets != NULL ? sluice_practice_connect (inputs, secrets, NULL, NULL) : NULL;
  if (connection != NULL)
    sluice_practice_cdc_tear_down (connection, inputs);
}

/* Nobody reads from them any more, so the databases would keep their logs until their disks are full. */
static void
drop_slots (SluicePractice *self)
{
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (self->store, SLUICE_PRACTICE_SOURCE, NULL, FALSE);

  for (guint i = 0; i < sources->len; i++)
    sluice_practice_drop_slot (self, g_ptr_array_index (sources, i));
}

void
sluice_practice_free (SluicePractice *self)
{
  if (self == NULL)
    return;
  sluice_practice_syncer_free (self->syncer);
  if (self->vault != NULL)
    drop_slots (self);
  sluice_practice_vendor_free (self->vendor);
  sluice_practice_conduct_free (self->conduct);
  g_clear_object (&self->stopping);
  g_mutex_clear (&self->webhook_mutex);
  sluice_practice_warehouse_free (self->warehouse);
  sluice_practice_vault_free (self->vault);
  sluice_practice_store_free (self->store);
  sluice_practice_catalogue_free (self->catalogue);
  g_free (self->key);
  g_free (self);
}
