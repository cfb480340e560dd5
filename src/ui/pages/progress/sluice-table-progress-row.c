/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-error-advice.h"
#include "sluice-estimate.h"
#include "sluice-menu-names.h"
#include "sluice-table-logs.h"
#include "sluice-table-progress-row.h"
#include "sluice-when.h"

#define WIDE_BAR 120
#define NARROW_BAR 60

struct _SluiceTableProgressRow
{
  AdwActionRow parent_instance;

  SluiceSetup *setup;
  SluiceTableProgress *progress;
  GSimpleActionGroup *actions;
  DexFuture *acting;
  char *asked;   /* what was asked for last, in words, and refused */
  char *refusal; /* why, and what to do; NULL for nothing */
  gboolean narrow;

  GtkImage *icon;
  GtkProgressBar *bar;
  GtkLabel *rows;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (SluiceTableProgressRow, sluice_table_progress_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_PROGRESS = 1,
  PROP_SETUP,
  PROP_NARROW,
} SluiceTableProgressRowProps;

static GParamSpec *properties[PROP_NARROW + 1];

static void
set_icon (SluiceTableProgressRow *self, const char *icon_name, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

static void
update_icon (SluiceTableProgressRow *self)
{
  switch (sluice_table_progress_get_state (self->progress))
    {
    case SLUICE_STATE_COMPLETED:
      set_icon (self, "object-select-symbolic", "success");
      break;
    case SLUICE_STATE_RUNNING:
      set_icon (self, "sluice-running-symbolic", "accent");
      break;
    case SLUICE_STATE_FAILED:
      set_icon (self, "dialog-error-symbolic", "error");
      break;
    case SLUICE_STATE_CANCELLED:
    case SLUICE_STATE_BILLING_LIMIT:
      set_icon (self, "dialog-warning-symbolic", "warning");
      break;
    case SLUICE_STATE_PAUSED:
      set_icon (self, "media-playback-pause-symbolic", "dim-label");
      break;
    case SLUICE_STATE_NONE:
    case SLUICE_STATE_OTHER:
    default:
      set_icon (self, "sluice-pending-symbolic", "dim-label");
    }
}

/* “98,000 of 161,880” */
static char *
dup_rows (SluiceTableProgressRow *self)
{
  gint64 rows = sluice_table_progress_get_rows (self->progress);
  gint64 expected = sluice_table_progress_get_expected (self->progress);
  g_autofree char *so_far = rows >= 0 ? sluice_rows_to_string (rows) : g_strdup ("—");
  g_autofree char *of = expected >= 0 ? sluice_rows_to_string (expected) : NULL;

  if (of == NULL)
    return g_steal_pointer (&so_far);

  /* Translators: rows copied so far, of how many rows: “98,000 of 161,880” */
  return g_strdup_printf (_ ("%s of %s"), so_far, of);
}

static void
update_bar (SluiceTableProgressRow *self)
{
  double fraction = -1;

  g_object_get (self->progress, "fraction", &fraction, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), fraction >= 0);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0.0, 1.0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sluice_table_progress_get_name (self->progress), -1);
}

static void
enable (SluiceTableProgressRow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                               enabled);
}

/* What can be done depends on where it stands; before the server has named the table nothing can. */
static void
update_actions (SluiceTableProgressRow *self)
{
  const SluiceState state = sluice_table_progress_get_state (self->progress);
  const gboolean known = sluice_table_progress_get_table_id (self->progress) != NULL;
  const gboolean off = sluice_table_progress_get_off (self->progress);
  const gboolean ended =
      state == SLUICE_STATE_FAILED || state == SLUICE_STATE_CANCELLED || state == SLUICE_STATE_BILLING_LIMIT;

  enable (self, "retry", known && ended && !off);
  enable (self, "cancel", known && state == SLUICE_STATE_RUNNING);
  enable (self, "pause", known && !off);
  enable (self, "resume", known && off);
  enable (self, "logs", known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu), known);
}

static char *
dup_subtitle (SluiceTableProgressRow *self)
{
  const char *error = sluice_table_progress_get_error (self->progress);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (self->narrow)
    g_strv_builder_take (builder, dup_rows (self));
  g_strv_builder_add (builder, sluice_table_progress_get_status_text (self->progress));
  if (error != NULL)
    g_strv_builder_add (builder, error);
  if (self->refusal != NULL)
    g_strv_builder_add_many (builder, self->asked, self->refusal, NULL);
  lines = g_strv_builder_end (builder);

  return g_strjoinv ("\n", lines);
}

static void
update (SluiceTableProgressRow *self)
{
  g_autofree char *subtitle = dup_subtitle (self);
  g_autofree char *rows = dup_rows (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->rows, rows);
  update_icon (self);
  update_bar (self);
  update_actions (self);
}

static void
acted_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceTableProgressRow *self = owner;
  const char *advice = NULL;

  dex_clear (&self->acting);
  if (error == NULL || sluice_error_is_cancelled (error))
    return;

  /* What the server says about the table says what to do, too. */
  if (!g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    advice = sluice_error_get_advice (error);
  g_free (self->refusal);
  self->refusal = g_strjoin ("\n", error->message, advice, NULL);
  update (self);
  sluice_announce (GTK_WIDGET (self), self->refusal, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* @asked: what the row says when it is refused */
static void
act (SluiceTableProgressRow *self, DexFuture *future, const char *asked)
{
  g_set_str (&self->asked, asked);
  g_clear_pointer (&self->refusal, g_free);
  update (self);
  dex_clear (&self->acting);
  self->acting = sluice_when (future, self, acted_cb);
}

static void
retry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTableProgressRow *self = user_data;

  act (self, sluice_setup_retry_table (self->setup, self->progress), _ ("It was not started again:"));
}

static void
cancel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTableProgressRow *self = user_data;

  act (self, sluice_setup_cancel_table (self->setup, self->progress), _ ("It was not cancelled:"));
}

static void
pause_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTableProgressRow *self = user_data;

  act (self, sluice_setup_pause_table (self->setup, self->progress), _ ("It was not paused:"));
}

static void
resume_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTableProgressRow *self = user_data;

  act (self, sluice_setup_resume_table (self->setup, self->progress), _ ("It was not resumed:"));
}

static void
logs_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTableProgressRow *self = user_data;

  adw_dialog_present (sluice_table_logs_new (self->setup, self->progress), GTK_WIDGET (self));
}

/* In a narrow window the rows stand with the other words, so that these keep their place. */
static void
set_narrow (SluiceTableProgressRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->rows), !narrow);
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), narrow ? NARROW_BAR : WIDE_BAR, -1);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
sluice_table_progress_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  switch ((SluiceTableProgressRowProps) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_object (value, self->progress);
      break;
    case PROP_SETUP:
      g_value_set_object (value, self->setup);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_progress_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  switch ((SluiceTableProgressRowProps) prop_id)
    {
    case PROP_PROGRESS:
      self->progress = g_value_dup_object (value);
      break;
    case PROP_SETUP:
      self->setup = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_progress_row_constructed (GObject *object)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (sluice_table_progress_row_parent_class)->constructed (object);

  /* Translators: a menu of what can be done to a table; %s is its name */
  name = g_strdup_printf (_ ("Actions for %s"), sluice_table_progress_get_name (self->progress));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->progress, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sluice_table_progress_row_dispose (GObject *object)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  dex_clear (&self->acting);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_PROGRESS_ROW);
  g_clear_object (&self->actions);
  g_clear_object (&self->progress);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_table_progress_row_parent_class)->dispose (object);
}

static void
sluice_table_progress_row_finalize (GObject *object)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  g_free (self->asked);
  g_free (self->refusal);

  G_OBJECT_CLASS (sluice_table_progress_row_parent_class)->finalize (object);
}

static void
sluice_table_progress_row_class_init (SluiceTableProgressRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_table_progress_row_constructed;
  object_class->get_property = sluice_table_progress_row_get_property;
  object_class->set_property = sluice_table_progress_row_set_property;
  object_class->dispose = sluice_table_progress_row_dispose;
  object_class->finalize = sluice_table_progress_row_finalize;

  properties[PROP_PROGRESS] = g_param_spec_object ("progress", NULL, NULL, SLUICE_TYPE_TABLE_PROGRESS,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETUP] = g_param_spec_object ("setup", NULL, NULL, SLUICE_TYPE_SETUP,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sluice_app/Sluice/pages/progress/sluice-table-progress-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, rows);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, menu);
}

static void
sluice_table_progress_row_init (SluiceTableProgressRow *self)
{
  static const GActionEntry entries[] = {
    { .name = "retry", .activate = retry_action }, { .name = "cancel", .activate = cancel_action },
    { .name = "pause", .activate = pause_action }, { .name = "resume", .activate = resume_action },
    { .name = "logs", .activate = logs_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_menu_names_add (self->menu);
}

GtkWidget *
sluice_table_progress_row_new (SluiceSetup *setup, SluiceTableProgress *progress)
{
  return g_object_new (SLUICE_TYPE_TABLE_PROGRESS_ROW, "setup", setup, "progress", progress, NULL);
}

const char *
sluice_table_progress_row_get_table_name (SluiceTableProgressRow *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS_ROW (self), NULL);

  return sluice_table_progress_get_table_name (self->progress);
}
