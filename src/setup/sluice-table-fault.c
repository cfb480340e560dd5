/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-fault.h"

#include <string.h>

struct _SluiceTableFault
{
  GObject parent_instance;

  char *name;
  char *message;
};

G_DEFINE_FINAL_TYPE (SluiceTableFault, sluice_table_fault, G_TYPE_OBJECT)

static void
sluice_table_fault_finalize (GObject *object)
{
  SluiceTableFault *self = SLUICE_TABLE_FAULT (object);

  g_free (self->name);
  g_free (self->message);

  G_OBJECT_CLASS (sluice_table_fault_parent_class)->finalize (object);
}

static void
sluice_table_fault_class_init (SluiceTableFaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_table_fault_finalize;
}

static void
sluice_table_fault_init (SluiceTableFault *self)
{
}

SluiceTableFault *
sluice_table_fault_new (const char *name, const char *message)
{
  SluiceTableFault *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_TABLE_FAULT, NULL);
  self->name = g_strdup (name);
  self->message = g_strdup (message);

  return self;
}

const char *
sluice_table_fault_get_name (SluiceTableFault *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_FAULT (self), NULL);

  return self->name;
}

const char *
sluice_table_fault_get_message (SluiceTableFault *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_FAULT (self), NULL);

  return self->message;
}

/* Where "LEAD NAME (" ends in a text, or NULL. */
static const char *
find_entry (const char *text, const char *lead, const char *name, const char **begin)
{
  g_autofree char *needle = g_strconcat (lead, name, " (", NULL);
  const char *found = strstr (text, needle);

  *begin = found;

  return found != NULL ? found + strlen (needle) : NULL;
}

/* The reason goes on to the next table, or to the sentence that follows. */
static const char *
find_end (const char *reason, const char *const *names)
{
  const char *end = strstr (reason, "). Any other ");

  if (end == NULL)
    end = strrchr (reason, ')');
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *begin = NULL;

      if (find_entry (reason, "), ", names[i], &begin) != NULL && (end == NULL || begin < end))
        end = begin;
    }

  return end;
}

char *
sluice_table_fault_dup_reason (const char *message, const char *const *names, const char *name)
{
  const char *begin = NULL;
  const char *reason = NULL;
  const char *end = NULL;

  g_return_val_if_fail (message != NULL, NULL);
  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  reason = find_entry (message, ": ", name, &begin);
  if (reason == NULL)
    reason = find_entry (message, "), ", name, &begin);
  end = reason != NULL ? find_end (reason, names) : NULL;

  return end != NULL ? g_strndup (reason, (gsize) (end - reason)) : NULL;
}
