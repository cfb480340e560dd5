/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-export.h"

#include <string.h>

#include "sluice-form-private.h"
#include "sluice-json.h"
#include "sluice-plan-cdc.h"
#include "sluice-plan-private.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-edit.h"

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  /* Somebody may have written down how to connect. */
  if (!sluice_form_may_hold_secret (text))
    json_object_set_string_member (object, member, text);
}

JsonObject *
sluice_plan_export_settings (SluicePlan *self, GDateTime *exported_at)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", SLUICE_PLAN_FORMAT);
  json_object_set_int_member (object, "version", SLUICE_PLAN_FORMAT_VERSION);
  sluice_json_set_time (object, "exported_at", exported_at);
  if (sluice_plan_get_discovered_at (self) != NULL)
    sluice_json_set_time (object, "discovered_at", sluice_plan_get_discovered_at (self));
  json_object_set_string_member (object, "source_type",
                                 sluice_source_type_get_name (sluice_plan_get_source_type (self)));
  json_object_set_object_member (object, "form", sluice_form_dup_draft_values (sluice_plan_get_form (self)));
  set_text (object, "prefix", sluice_plan_get_prefix (self));
  set_text (object, "description", sluice_plan_get_description (self));
  json_object_set_string_member (object, "frequency", sluice_frequency_to_word (sluice_plan_get_frequency (self)));
  json_object_set_string_member (object, "time_of_day", sluice_plan_get_time_of_day (self));
  json_object_set_string_member (object, "new_tables", sluice_new_tables_to_word (sluice_plan_get_new_tables (self)));
  json_object_set_string_member (object, "new_tables_pattern", sluice_plan_get_new_tables_pattern (self));
  if (!sluice_cdc_is_untouched (sluice_plan_get_cdc (self)))
    json_object_set_object_member (object, "cdc", sluice_cdc_to_json (sluice_plan_get_cdc (self)));

  return object;
}

JsonNode *
sluice_plan_export (SluicePlan *self)
{
  g_autoptr (SluicePlanSnapshot) snapshot = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (self) != NULL, NULL);

  sluice_table_list_finish_edit (sluice_plan_get_tables (self));
  snapshot = sluice_plan_snapshot_new (self);

  return sluice_plan_snapshot_export (snapshot);
}

char *
sluice_plan_file_to_text (JsonNode *file)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  text = json_to_string (file, TRUE);

  return g_strconcat (text, "\n", NULL);
}

char *
sluice_plan_dup_file_name (SluicePlan *self, const char *extension)
{
  g_autofree char *title = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (extension != NULL, NULL);

  title = sluice_plan_dup_title (self);
  plain = g_str_to_ascii (title, NULL);
  for (const char *c = plain; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  return g_strdup_printf ("%s.%s", name->len > 0 ? name->str : "plan", extension);
}
