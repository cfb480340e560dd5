/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-cdc-row.h"
#include "sluice-copy-button.h"

/* More lines of SQL are one place to scroll in. */
#define LINES_SHOWN 6

struct _SluiceCdcRow
{
  AdwPreferencesRow parent_instance;

  SluiceCdcRequirement *requirement;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *details;
  GtkLabel *reason;
  GtkWidget *mending;
  SluiceCopyButton *copy;
  GtkLabel *short_sql;
  GtkWidget *frame;
  GtkTextView *long_sql;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (SluiceCdcRow, sluice_cdc_row, ADW_TYPE_PREFERENCES_ROW)

static const struct
{
  const char *icon_name, *css_class, *words;
} looks[] = {
  /* Translators: how it stands with something that near-real-time needs, here and below. */
  [SLUICE_CDC_MET] = { "object-select-symbolic", "success", N_ ("Met") },
  [SLUICE_CDC_UNMET] = { "dialog-warning-symbolic", "error", N_ ("Missing") },
  [SLUICE_CDC_NOT_SAID] = { "dialog-question-symbolic", "dimmed", N_ ("Not known") },
};

static void
copy_cb (SluiceCdcRow *self)
{
  sluice_copy_button_copy (self->copy, sluice_cdc_requirement_get_sql (self->requirement));
}

static gboolean
is_long (const char *sql)
{
  guint n_lines = 1;

  for (const char *c = sql; *c != '\0'; c++)
    n_lines += *c == '\n';

  return n_lines > LINES_SHOWN;
}

/* A label knows how high its text is; one of some thousand lines would take too long to find out. */
static void
show_sql (SluiceCdcRow *self, const char *sql)
{
  gboolean scrolls = sql != NULL && is_long (sql);

  gtk_widget_set_visible (self->mending, sql != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->short_sql), !scrolls);
  gtk_widget_set_visible (self->frame, scrolls);
  if (scrolls)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->long_sql), sql, -1);
  else
    gtk_label_set_label (self->short_sql, sql != NULL ? sql : "");
}

static void
show_mending (SluiceCdcRow *self)
{
  const char *title = sluice_cdc_requirement_get_title (self->requirement);
  const char *reason = sluice_cdc_requirement_get_reason (self->requirement);
  const char *sql = sluice_cdc_requirement_get_sql (self->requirement);
  const char *note = sluice_cdc_requirement_get_note (self->requirement);
  /* Translators: %s is what is missing, such as “A free replication slot” */
  g_autofree char *copy = g_strdup_printf (_ ("Copy the SQL for: %s"), title);
  /* Translators: %s is what is missing, such as “A free replication slot” */
  g_autofree char *text = g_strdup_printf (_ ("SQL for: %s"), title);

  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->details, reason != NULL || sql != NULL || note != NULL);
  show_sql (self, sql);
  sluice_copy_button_name (self->copy, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->short_sql), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->long_sql), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show (SluiceCdcRow *self)
{
  SluiceCdcState state = sluice_cdc_requirement_get_state (self->requirement);
  const char *title = sluice_cdc_requirement_get_title (self->requirement);
  const char *reason = sluice_cdc_requirement_get_reason (self->requirement);
  g_autofree char *name = g_strjoin (", ", title, _ (looks[state].words), reason, NULL);

  gtk_image_set_from_icon_name (self->icon, looks[state].icon_name);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[state].css_class);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, _ (looks[state].words));
  gtk_widget_add_css_class (GTK_WIDGET (self->state), looks[state].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_mending (self);
}

static void
sluice_cdc_row_dispose (GObject *object)
{
  SluiceCdcRow *self = SLUICE_CDC_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CDC_ROW);
  g_clear_object (&self->requirement);

  G_OBJECT_CLASS (sluice_cdc_row_parent_class)->dispose (object);
}

static void
sluice_cdc_row_class_init (SluiceCdcRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_cdc_row_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-cdc-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, state);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, details);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, reason);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, mending);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, short_sql);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, frame);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, long_sql);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcRow, note);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
sluice_cdc_row_init (SluiceCdcRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_cdc_row_new (SluiceCdcRequirement *requirement)
{
  SluiceCdcRow *self;

  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (requirement), NULL);

  self = g_object_new (SLUICE_TYPE_CDC_ROW, NULL);
  self->requirement = g_object_ref (requirement);
  show (self);

  return GTK_WIDGET (self);
}
