/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-running-row.h"
#include "sluice-type-letter.h"

struct _SluiceRunningRow
{
  AdwActionRow parent_instance;

  SluiceSession *session;

  SluiceTypeLetter *letter;
  GtkWidget *spinner;
  GtkWidget *show;
};

G_DEFINE_FINAL_TYPE (SluiceRunningRow, sluice_running_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_SESSION = 1,
} SluiceRunningRowProps;

static GParamSpec *properties[PROP_SESSION + 1];
static guint show_signal;

/* What is going on, or waits for the person: the stage that is furthest and not over. */
static SluiceStage *
find_stage (SluiceSetup *setup)
{
  for (guint i = SLUICE_N_STAGES; i > 0; i--)
    {
      SluiceStage *stage = sluice_setup_get_stage (setup, (SluiceStageKind) (i - 1));
      SluiceStageState state = sluice_stage_get_state (stage);

      if (state == SLUICE_STAGE_RUNNING || state == SLUICE_STAGE_ATTENTION || state == SLUICE_STAGE_FAILED)
        return stage;
    }

  return sluice_setup_get_stage (setup, SLUICE_STAGE_CREATE);
}

static void
update (SluiceRunningRow *self)
{
  SluiceSetup *setup = sluice_session_get_setup (self->session);
  SluiceStage *stage = find_stage (setup);
  const gboolean running = sluice_stage_get_state (stage) == SLUICE_STAGE_RUNNING;
  const char *detail = sluice_stage_get_detail (stage);
  g_autofree char *subtitle = *detail != '\0' ? g_strdup_printf ("%s · %s", sluice_stage_get_title (stage), detail) :
                                                g_strdup (sluice_stage_get_title (stage));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->spinner, running);
}

static void
show_cb (SluiceRunningRow *self)
{
  g_signal_emit (self, show_signal, 0);
}

static void
sluice_running_row_constructed (GObject *object)
{
  SluiceRunningRow *self = SLUICE_RUNNING_ROW (object);
  g_autofree char *title = sluice_plan_dup_title (sluice_session_get_plan (self->session));
  g_autofree char *show = NULL;
  g_auto (GStrv) words = g_strsplit (title, " · ", 2);
  SluiceSetup *setup = sluice_session_get_setup (self->session);

  G_OBJECT_CLASS (sluice_running_row_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  sluice_type_letter_set_name (self->letter, words[0], title);
  /* Translators: what a button does, for a screen reader; %s is a set-up: “Postgres · shop” */
  show = g_strdup_printf (_ ("Show %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show), GTK_ACCESSIBLE_PROPERTY_LABEL, show, -1);
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    {
      SluiceStage *stage = sluice_setup_get_stage (setup, kind);

      g_signal_connect_object (stage, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (stage, "notify::detail", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
sluice_running_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceRunningRow *self = SLUICE_RUNNING_ROW (object);

  switch ((SluiceRunningRowProps) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_running_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceRunningRow *self = SLUICE_RUNNING_ROW (object);

  switch ((SluiceRunningRowProps) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_running_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_RUNNING_ROW (object)->session);

  G_OBJECT_CLASS (sluice_running_row_parent_class)->dispose (object);
}

static void
sluice_running_row_class_init (SluiceRunningRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sluice_running_row_constructed;
  object_class->get_property = sluice_running_row_get_property;
  object_class->set_property = sluice_running_row_set_property;
  object_class->dispose = sluice_running_row_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SLUICE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  show_signal =
      g_signal_new ("show-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_running_row_init (SluiceRunningRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  self->letter = SLUICE_TYPE_LETTER (sluice_type_letter_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->letter));
  self->spinner = adw_spinner_new ();
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);
  /* Translators: a button: brings the page of a set-up back that goes on */
  self->show = gtk_button_new_with_label (C_ ("set-up", "Show"));
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  /* The caption alone does not say which one. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->show), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect_object (self->show, "clicked", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->show);
}

GtkWidget *
sluice_running_row_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_RUNNING_ROW, "session", session, NULL);
}

SluiceSession *
sluice_running_row_get_session (SluiceRunningRow *self)
{
  g_return_val_if_fail (SLUICE_IS_RUNNING_ROW (self), NULL);

  return self->session;
}
