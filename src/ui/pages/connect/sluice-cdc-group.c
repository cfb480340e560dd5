/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-cdc-group.h"
#include "sluice-cdc-lines.h"
#include "sluice-fold-row.h"
#include "sluice-help-button.h"
#include "sluice-note-row.h"
#include "sluice-plan-cdc.h"

/* What is suggested where somebody else makes the slot; the server has no name for it. */
#define SUGGESTED_SLOT "posthog_slot"

struct _SluiceCdcGroup
{
  AdwBin parent_instance;

  SluicePlan *plan;
  SluiceCdc *cdc; /* the plan's */
  SluiceNoteRow *slot_note;
  SluiceNoteRow *publication_note;

  AdwSwitchRow *enabled;
  AdwExpanderRow *settings;
  AdwComboRow *management;
  AdwEntryRow *slot_name;
  AdwEntryRow *publication_name;
  AdwSpinRow *lag_warning;
  AdwSpinRow *lag_critical;
  AdwSwitchRow *auto_drop;
  SluiceCdcLines *lines;
};

G_DEFINE_FINAL_TYPE (SluiceCdcGroup, sluice_cdc_group, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CHECK_AGAIN,
  SIGNAL_LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
again_cb (SluiceCdcGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECK_AGAIN], 0);
}

static void
leave_cb (SluiceCdcGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
}

static gboolean
is_self_managed (SluiceCdcGroup *self)
{
  return sluice_cdc_get_management (self->cdc) == SLUICE_CDC_SELF_MANAGED;
}

/* What the settings come to, so that nobody has to unfold them to know. */
static void
update_summary (SluiceCdcGroup *self)
{
  const char *slot = sluice_cdc_get_slot_name (self->cdc);
  const char *publication = sluice_cdc_get_publication_name (self->cdc);
  g_autofree char *subtitle = NULL;

  if (is_self_managed (self))
    /* Translators: the names of a replication slot and of a publication */
    subtitle = g_strdup_printf (_ ("Your own: %s, %s"), *slot != '\0' ? slot : "…",
                                *publication != '\0' ? publication : SLUICE_CDC_DEFAULT_PUBLICATION);
  else
    subtitle = g_strdup (_ ("PostHog makes both, and drops them with the source"));
  adw_expander_row_set_subtitle (self->settings, subtitle);
}

static void
update_captions (SluiceCdcGroup *self)
{
  g_autofree char *publication = g_markup_printf_escaped (_ ("Empty: %s"), SLUICE_CDC_DEFAULT_PUBLICATION);

  sluice_note_row_set_caption (self->slot_note, is_self_managed (self) ? NULL : _ ("Empty: PostHog chooses a name"));
  sluice_note_row_set_caption (self->publication_note,
                               is_self_managed (self) ? publication : _ ("Empty: PostHog chooses a name"));
}

/* Said at once, as all of it is typed here. */
static char *
show_faults (SluiceCdcGroup *self)
{
  g_autofree char *slot = sluice_cdc_dup_fault (self->cdc, "slot-name");
  g_autofree char *publication = sluice_cdc_dup_fault (self->cdc, "publication-name");
  g_autofree char *warning = sluice_cdc_dup_fault (self->cdc, "lag-warning-mb");
  g_autofree char *critical = sluice_cdc_dup_fault (self->cdc, "lag-critical-mb");

  sluice_note_row_set_fault (self->slot_note, slot);
  sluice_note_row_set_fault (self->publication_note, publication);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->lag_warning),
                               warning != NULL ? warning : _ ("MB of log that PostHog has not read yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->lag_critical),
                               critical != NULL ? critical : _ ("MB of log that PostHog has not read yet"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->lag_warning), GTK_ACCESSIBLE_STATE_INVALID,
                               warning != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->lag_critical), GTK_ACCESSIBLE_STATE_INVALID,
                               critical != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  return slot != NULL        ? g_steal_pointer (&slot) :
         publication != NULL ? g_steal_pointer (&publication) :
         warning != NULL     ? g_steal_pointer (&warning) :
                               g_steal_pointer (&critical);
}

static void
update (SluiceCdcGroup *self)
{
  g_autofree char *fault = show_faults (self);

  gtk_widget_set_visible (GTK_WIDGET (self), sluice_plan_takes_cdc (self->plan));
  gtk_widget_set_visible (GTK_WIDGET (self->settings), sluice_cdc_get_enabled (self->cdc));
  update_summary (self);
  update_captions (self);
}

static void
settings_changed_cb (SluiceCdcGroup *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "check"))
    return;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A name to begin with: what somebody else made has to have one. */
static void
management_changed_cb (SluiceCdcGroup *self)
{
  if (is_self_managed (self) && *sluice_cdc_get_slot_name (self->cdc) == '\0')
    g_object_set (self->cdc, "slot-name", SUGGESTED_SLOT, NULL);
  else if (!is_self_managed (self) && g_str_equal (sluice_cdc_get_slot_name (self->cdc), SUGGESTED_SLOT))
    g_object_set (self->cdc, "slot-name", "", NULL);
}

static SluiceNoteRow *
add_note (SluiceCdcGroup *self, AdwEntryRow *entry)
{
  GtkWidget *note = sluice_note_row_new (entry);
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_LIST_BOX);

  gtk_list_box_insert (GTK_LIST_BOX (list), note, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (entry)) + 1);

  return SLUICE_NOTE_ROW (note);
}

static gboolean
to_uint (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_uint (to, (guint) CLAMP (g_value_get_double (from), 0, SLUICE_CDC_LAG_MAX_MB));

  return TRUE;
}

static gboolean
to_double (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_double (to, g_value_get_uint (from));

  return TRUE;
}

static gboolean
to_selected (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));

  return TRUE;
}

static gboolean
to_management (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_enum (to, g_value_get_uint (from) == SLUICE_CDC_SELF_MANAGED ? SLUICE_CDC_SELF_MANAGED :
                                                                             SLUICE_CDC_MANAGED_BY_POSTHOG);

  return TRUE;
}

static void
bind_settings (SluiceCdcGroup *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  g_object_bind_property (self->cdc, "enabled", self->enabled, "active", both);
  g_object_bind_property_full (self->cdc, "management", self->management, "selected", both, to_selected, to_management,
                               NULL, NULL);
  g_object_bind_property (self->cdc, "slot-name", self->slot_name, "text", both);
  g_object_bind_property (self->cdc, "publication-name", self->publication_name, "text", both);
  g_object_bind_property (self->cdc, "auto-drop-slot", self->auto_drop, "active", both);
  g_object_bind_property_full (self->cdc, "lag-warning-mb", self->lag_warning, "value", both, to_double, to_uint, NULL,
                               NULL);
  g_object_bind_property_full (self->cdc, "lag-critical-mb", self->lag_critical, "value", both, to_double, to_uint,
                               NULL, NULL);
}

static void
sluice_cdc_group_dispose (GObject *object)
{
  SluiceCdcGroup *self = SLUICE_CDC_GROUP (object);

  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CDC_GROUP);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (sluice_cdc_group_parent_class)->dispose (object);
}

static void
sluice_cdc_group_class_init (SluiceCdcGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "changed", "check-again", "leave" };

  G_OBJECT_CLASS (klass)->dispose = sluice_cdc_group_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] =
        g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_CDC_LINES);
  g_type_ensure (SLUICE_TYPE_FOLD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-cdc-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, enabled);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, settings);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, management);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, slot_name);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, publication_name);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, lag_warning);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, lag_critical);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, auto_drop);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcGroup, lines);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
sluice_cdc_group_init (SluiceCdcGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->slot_note = add_note (self, self->slot_name);
  self->publication_note = add_note (self, self->publication_name);
}

void
sluice_cdc_group_set_plan (SluiceCdcGroup *self, SluicePlan *plan)
{
  g_return_if_fail (SLUICE_IS_CDC_GROUP (self));
  g_return_if_fail (SLUICE_IS_PLAN (plan));
  g_return_if_fail (self->plan == NULL);

  self->plan = g_object_ref (plan);
  self->cdc = sluice_plan_get_cdc (plan);
  sluice_cdc_lines_set_plan (self->lines, plan);
  bind_settings (self);
  g_signal_connect_object (self->cdc, "notify::management", G_CALLBACK (management_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cdc, "notify", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

void
sluice_cdc_group_refresh (SluiceCdcGroup *self)
{
  g_return_if_fail (SLUICE_IS_CDC_GROUP (self));

  update (self);
  sluice_cdc_lines_refresh (self->lines);
}

void
sluice_cdc_group_attend (SluiceCdcGroup *self)
{
  g_return_if_fail (SLUICE_IS_CDC_GROUP (self));

  sluice_cdc_lines_attend (self->lines);
}

char *
sluice_cdc_group_complain (SluiceCdcGroup *self)
{
  static const char *const names[] = { "slot-name", "publication-name", "lag-warning-mb", "lag-critical-mb" };
  GtkWidget *rows[] = { GTK_WIDGET (self->slot_name), GTK_WIDGET (self->publication_name),
                        GTK_WIDGET (self->lag_warning), GTK_WIDGET (self->lag_critical) };

  g_return_val_if_fail (SLUICE_IS_CDC_GROUP (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *fault = sluice_cdc_dup_fault (self->cdc, names[i]);

      if (fault == NULL)
        continue;
      adw_expander_row_set_expanded (self->settings, TRUE);
      gtk_widget_grab_focus (rows[i]);
      return g_steal_pointer (&fault);
    }

  return NULL;
}
