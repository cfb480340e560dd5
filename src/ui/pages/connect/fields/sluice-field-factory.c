/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-field-factory.h"

#include "sluice-account-field.h"
#include "sluice-browser-field.h"
#include "sluice-choices-field.h"
#include "sluice-entry-field.h"
#include "sluice-file-field.h"
#include "sluice-reached-field.h"
#include "sluice-select-field.h"
#include "sluice-switch-field.h"
#include "sluice-text-field.h"

static GType
get_editor_type (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_NUMBER:
      return SLUICE_TYPE_ENTRY_FIELD;
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
      return SLUICE_TYPE_REACHED_FIELD;
    case SLUICE_FIELD_KIND_TEXTAREA:
      return SLUICE_TYPE_TEXT_FIELD;
    case SLUICE_FIELD_KIND_SELECT:
      return sluice_field_get_multiple (field) ? SLUICE_TYPE_CHOICES_FIELD : SLUICE_TYPE_SELECT_FIELD;
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
      return SLUICE_TYPE_SWITCH_FIELD;
    case SLUICE_FIELD_KIND_OAUTH:
      return SLUICE_TYPE_ACCOUNT_FIELD;
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
      return SLUICE_TYPE_FILE_FIELD;
    case SLUICE_FIELD_KIND_UNKNOWN:
    default:
      return SLUICE_TYPE_BROWSER_FIELD;
    }
}

SluiceFieldEditor *
sluice_field_editor_new (SluiceForm *form, SluiceField *field, const char *outer, SluiceClient *client)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD (field), NULL);

  path = g_strjoin ("/", outer != NULL ? outer : sluice_field_get_name (field),
                    outer != NULL ? sluice_field_get_name (field) : NULL, NULL);

  return sluice_field_editor_new_of_type (get_editor_type (field), form, field, path, client);
}

gboolean
sluice_field_is_shown (SluiceField *field)
{
  return !sluice_field_get_hidden (field) && !sluice_field_is_aid (field);
}

SluiceFieldEditor *
sluice_field_editor_new_inner (SluiceFieldEditor *outer, SluiceField *field)
{
  return sluice_field_editor_new (sluice_field_editor_get_form (outer), field, sluice_field_editor_get_path (outer),
                                  sluice_field_editor_get_client (outer));
}
