/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-opened-note.h"

#include <glib/gi18n.h>

#include "sluice-opened-plan.h"

struct _SluiceOpenedNote
{
  AdwBin parent_instance;

  SluicePlan *plan;
  SluiceWorkspace *workspace;
  GtkLabel *title;
  GtkLabel *text;
  char *spoken;
};

G_DEFINE_FINAL_TYPE (SluiceOpenedNote, sluice_opened_note, ADW_TYPE_BIN)

/* What becomes of the file, in which project. (transfer full) */
static char *
dup_text (SluiceOpenedNote *self, SluiceOpenedPlan *opened)
{
  const guint n_selected = sluice_opened_plan_get_n_selected (opened);
  g_autofree char *place = NULL;
  g_autofree char *tables = NULL;

  /* Translators: %s is a project: “Practice workspace”, “Shop · EU” */
  place = g_strdup_printf (_ ("The source is created in: %s."), sluice_workspace_get_title (self->workspace));
  if (n_selected == 0)
    return g_steal_pointer (&place);

  tables =
      g_strdup_printf (ngettext ("The %u table that it syncs is chosen once the connection was checked.",
                                 "The %u tables that it syncs are chosen once the connection was checked.", n_selected),
                       n_selected);

  return g_strjoin (" ", place, tables, NULL);
}

static void
update (SluiceOpenedNote *self)
{
  SluiceOpenedPlan *opened = sluice_plan_get_opened (self->plan);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), opened != NULL);
  g_clear_pointer (&self->spoken, g_free);
  if (opened == NULL)
    return;

  /* Translators: %s is the name of a file */
  title = g_strdup_printf (_ ("From the plan “%s”"), sluice_opened_plan_get_name (opened));
  text = dup_text (self, opened);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  self->spoken = g_strdup_printf ("%s. %s", title, text);
}

static void
sluice_opened_note_dispose (GObject *object)
{
  SluiceOpenedNote *self = SLUICE_OPENED_NOTE (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_opened_note_parent_class)->dispose (object);
}

static void
sluice_opened_note_finalize (GObject *object)
{
  g_free (SLUICE_OPENED_NOTE (object)->spoken);

  G_OBJECT_CLASS (sluice_opened_note_parent_class)->finalize (object);
}

static void
sluice_opened_note_class_init (SluiceOpenedNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_opened_note_dispose;
  object_class->finalize = sluice_opened_note_finalize;
}

static GtkLabel *
new_label (GtkWidget *box)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
sluice_opened_note_init (SluiceOpenedNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = new_label (box);
  self->text = new_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dimmed");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "offer");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_opened_note_set_plan (SluiceOpenedNote *self, SluicePlan *plan, SluiceWorkspace *workspace)
{
  g_return_if_fail (SLUICE_IS_OPENED_NOTE (self));
  g_return_if_fail (SLUICE_IS_PLAN (plan));
  g_return_if_fail (workspace == NULL || SLUICE_IS_WORKSPACE (workspace));

  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_set_object (&self->plan, plan);
  g_set_object (&self->workspace, workspace);
  g_signal_connect_object (plan, "notify::opened", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

const char *
sluice_opened_note_get_text (SluiceOpenedNote *self)
{
  g_return_val_if_fail (SLUICE_IS_OPENED_NOTE (self), NULL);

  return self->spoken;
}
