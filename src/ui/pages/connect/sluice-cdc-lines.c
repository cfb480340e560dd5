/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-cdc-lines.h"
#include "sluice-cdc-row.h"
#include "sluice-plain-text.h"
#include "sluice-plan-cdc.h"

/* Above the first line, in pixels. */
#define MARGIN 12
/* Until rows that were added have the height of their wrapped text, and what is above them has its own. */
#define FRAMES_TO_SETTLE 6

struct _SluiceCdcLines
{
  AdwPreferencesGroup parent_instance;

  SluicePlan *plan;
  GPtrArray *rows; /* borrowed */
  guint n_unmet;
  guint n_frames; /* to follow the first line for */
  guint tick_id;

  gboolean buttons;

  GtkWidget *again;
  GtkWidget *way_out;
};

G_DEFINE_FINAL_TYPE (SluiceCdcLines, sluice_cdc_lines, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_BUTTONS = 1,
} SluiceCdcLinesProps;

static GParamSpec *properties[PROP_BUTTONS + 1];

enum
{
  SIGNAL_CHECK_AGAIN,
  SIGNAL_LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
again_cb (SluiceCdcLines *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECK_AGAIN], 0);
}

static void
leave_cb (SluiceCdcLines *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
}

static void
clear (SluiceCdcLines *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* (transfer full) */
static char *
dup_words (SluiceCdcLines *self, SluiceCdcCheck *check)
{
  if (sluice_cdc_check_get_valid (check))
    return g_strdup (_ ("Everything is there."));
  if (self->n_unmet == 0)
    return g_strdup (_ ("The server says that something is missing, and not what."));

  return g_strdup_printf (
      ngettext ("%u thing is missing. Sluice runs none of the SQL: an administrator of the database "
                "does.",
                "%u things are missing. Sluice runs none of the SQL: an administrator of the "
                "database does.",
                self->n_unmet),
      self->n_unmet);
}

/* The way out stands below what was added before it. */
static void
add_row (SluiceCdcLines *self, GtkWidget *row)
{
  g_object_ref (self->way_out);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->way_out);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->way_out);
  g_object_unref (self->way_out);
  g_ptr_array_add (self->rows, row);
}

/* What is missing stands first. Gives how many there are. */
static guint
add_rows (SluiceCdcLines *self, GListModel *list, gboolean unmet)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceCdcRequirement) requirement = g_list_model_get_item (list, i);

      if ((sluice_cdc_requirement_get_state (requirement) == SLUICE_CDC_UNMET) != unmet)
        continue;
      add_row (self, sluice_cdc_row_new (requirement));
      n++;
    }

  return n;
}

static void
update (SluiceCdcLines *self)
{
  SluiceCdcCheck *check = sluice_cdc_get_check (sluice_plan_get_cdc (self->plan));
  gboolean goes_on = FALSE;
  g_autoptr (GListModel) list = check != NULL ? sluice_plan_list_cdc_requirements (self->plan) : NULL;
  g_autofree char *words = NULL;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), list != NULL);
  if (list == NULL)
    return;

  self->n_unmet = add_rows (self, list, TRUE);
  add_rows (self, list, FALSE);
  words = dup_words (self, check);
  sluice_plain_text_describe_group (ADW_PREFERENCES_GROUP (self), words);
  goes_on = self->buttons && !sluice_cdc_check_get_valid (check);
  gtk_widget_set_visible (self->again, goes_on);
  gtk_widget_set_visible (self->way_out, goes_on);
}

static void
stop_scrolling (SluiceCdcLines *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

/* Brings the first line to the top of what is seen: what is missing may be long. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SluiceCdcLines *self = SLUICE_CDC_LINES (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_point_t top;

  if (scroller != NULL && gtk_widget_compute_point (widget, scroller, &GRAPHENE_POINT_INIT (0, 0), &top))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top.y - MARGIN);
    }
  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
sluice_cdc_lines_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceCdcLinesProps) prop_id)
    {
    case PROP_BUTTONS:
      g_value_set_boolean (value, SLUICE_CDC_LINES (object)->buttons);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_cdc_lines_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((SluiceCdcLinesProps) prop_id)
    {
    case PROP_BUTTONS:
      SLUICE_CDC_LINES (object)->buttons = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_cdc_lines_dispose (GObject *object)
{
  SluiceCdcLines *self = SLUICE_CDC_LINES (object);

  stop_scrolling (self);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CDC_LINES);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (sluice_cdc_lines_parent_class)->dispose (object);
}

static void
sluice_cdc_lines_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_CDC_LINES (object)->rows);

  G_OBJECT_CLASS (sluice_cdc_lines_parent_class)->finalize (object);
}

static void
sluice_cdc_lines_class_init (SluiceCdcLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_cdc_lines_get_property;
  object_class->set_property = sluice_cdc_lines_set_property;
  object_class->dispose = sluice_cdc_lines_dispose;
  object_class->finalize = sluice_cdc_lines_finalize;

  properties[PROP_BUTTONS] = g_param_spec_boolean ("buttons", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHECK_AGAIN] =
      g_signal_new ("check-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE] =
      g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-cdc-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcLines, again);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcLines, way_out);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
sluice_cdc_lines_init (SluiceCdcLines *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_cdc_lines_set_plan (SluiceCdcLines *self, SluicePlan *plan)
{
  g_return_if_fail (SLUICE_IS_CDC_LINES (self));
  g_return_if_fail (SLUICE_IS_PLAN (plan));
  g_return_if_fail (self->plan == NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (sluice_plan_get_cdc (plan), "notify::check", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
sluice_cdc_lines_refresh (SluiceCdcLines *self)
{
  g_return_if_fail (SLUICE_IS_CDC_LINES (self));

  update (self);
}

void
sluice_cdc_lines_attend (SluiceCdcLines *self)
{
  SluiceCdcCheck *check;
  g_autofree char *words = NULL;

  g_return_if_fail (SLUICE_IS_CDC_LINES (self));

  check = sluice_cdc_get_check (sluice_plan_get_cdc (self->plan));
  if (check == NULL)
    return;
  words = dup_words (self, check);
  sluice_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (self->buttons)
    gtk_widget_grab_focus (self->again);
  stop_scrolling (self);
  self->n_frames = FRAMES_TO_SETTLE;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}
