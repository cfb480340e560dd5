/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-phrases.h"
#include "sluice-scope-row.h"

struct _SluiceScopeRow
{
  AdwActionRow parent_instance;

  SluiceScope scope;
  GtkWidget *icon;
  GtkWidget *need;
};

G_DEFINE_FINAL_TYPE (SluiceScopeRow, sluice_scope_row, ADW_TYPE_ACTION_ROW)

static const char *const purposes[SLUICE_N_SCOPES] = {
  [SLUICE_SCOPE_SOURCES] = N_ ("To list the tables of a source, to make it and to watch its first sync"),
  [SLUICE_SCOPE_USER] = N_ ("To find your projects; without it you type the project’s number"),
  [SLUICE_SCOPE_INTEGRATIONS] = N_ ("To choose an account that is connected already, such as Hubspot’s"),
  [SLUICE_SCOPE_QUERY] = N_ ("To look at the first rows once they have arrived"),
};

static void
sluice_scope_row_class_init (SluiceScopeRowClass *klass)
{
}

static void
sluice_scope_row_init (SluiceScopeRow *self)
{
  /* The word at the end of the row says the same. */
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->need = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->need, "dimmed");
  gtk_widget_add_css_class (self->need, "caption");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->need);
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace-title");
}

/* A line ends between what a right is for and what it allows, not within a word. */
static char *
dup_title (SluiceScope scope)
{
  g_autoptr (GString) title = g_string_new (sluice_scope_get_word (scope));

  g_string_replace (title, ":", ":\u200b", 0);

  return sluice_phrase_code (title->str);
}

GtkWidget *
sluice_scope_row_new (SluiceScope scope)
{
  SluiceScopeRow *self = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail ((guint) scope < SLUICE_N_SCOPES, NULL);

  title = dup_title (scope);
  self = g_object_new (SLUICE_TYPE_SCOPE_ROW, "title", title, "subtitle", _ (purposes[scope]), NULL);
  self->scope = scope;
  sluice_scope_row_set_granted (self, SLUICE_TRI_UNKNOWN);

  return GTK_WIDGET (self);
}

static const char *
get_need (SluiceScopeRow *self, SluiceTri granted)
{
  if (granted == SLUICE_TRI_YES)
    /* Translators: the key has this right */
    return _ ("Given");
  if (granted == SLUICE_TRI_NO)
    /* Translators: the key does not have this right */
    return _ ("Missing");

  if (self->scope == SLUICE_SCOPE_USER)
    /* Translators: a right that a key had better have */
    return C_ ("scope", "Recommended");

  /* Translators: a right that a key need not have; or one that it must have */
  return sluice_scope_get_optional (self->scope) ? _ ("Optional") : _ ("Needed");
}

void
sluice_scope_row_set_granted (SluiceScopeRow *self, SluiceTri granted)
{
  gboolean bad = FALSE;

  g_return_if_fail (SLUICE_IS_SCOPE_ROW (self));

  /* Whose key it is can be done without: the project's number is typed then. */
  bad = granted == SLUICE_TRI_NO && self->scope == SLUICE_SCOPE_SOURCES;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                granted == SLUICE_TRI_YES ? "sluice-done-symbolic" : "sluice-failed-symbolic");
  /* While nothing is known there is nothing to mark: an empty circle would look like something to pick. */
  gtk_widget_set_visible (self->icon, granted != SLUICE_TRI_UNKNOWN);
  gtk_label_set_label (GTK_LABEL (self->need), get_need (self, granted));
  gtk_widget_remove_css_class (self->icon, "state-done");
  gtk_widget_remove_css_class (self->icon, "state-failed");
  gtk_widget_remove_css_class (self->icon, "state-none");
  gtk_widget_add_css_class (self->icon, granted == SLUICE_TRI_YES ? "state-done" : bad ? "state-failed" : "state-none");
}
