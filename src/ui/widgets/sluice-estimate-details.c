/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-estimate-details.h"

#include <glib/gi18n.h>

#include "sluice-estimate-settings.h"
#include "sluice-help-button.h"
#include "sluice-phrases.h"
#include "sluice-plain-text.h"

struct _SluiceEstimateDetails
{
  AdwDialog parent_instance;

  SluiceTableList *tables;
  GPtrArray *lines; /* of AdwActionRow: what stands in the groups, borrowed */

  AdwPreferencesGroup *rows;
  AdwPreferencesGroup *prices;
};

G_DEFINE_FINAL_TYPE (SluiceEstimateDetails, sluice_estimate_details, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_TABLES = 1,
} SluiceEstimateDetailsProps;

static GParamSpec *properties[PROP_TABLES + 1];

/* @figure: (nullable) */
static void
add_line (SluiceEstimateDetails *self,
          AdwPreferencesGroup *group,
          const char *title,
          const char *subtitle,
          const char *figure)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "title-lines", 0, "subtitle-lines", 0, NULL);

  if (figure != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_LABEL, "label", figure, "css-classes",
                                                                   (const char *[]) { "numeric", NULL }, NULL));
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->lines, row);
}

static void
clear_lines (SluiceEstimateDetails *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->lines, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->lines, 0);
}

static char *
dup_part_title (const char *what, guint n_tables)
{
  g_autofree char *tables = sluice_phrase_tables (n_tables);

  /* Translators: a sync method or another reason for rows, and how many tables: “Incremental · 3 tables” */
  return g_strdup_printf (_ ("%s · %s"), what, tables);
}

static char *
dup_method_rule (SluiceTableList *tables, SluiceSyncMethod method, gint64 n_rows)
{
  const SluiceAssumptions *assumptions = sluice_table_list_get_assumptions (tables);
  g_autofree char *rows = sluice_rows_to_string (n_rows);
  g_autofree char *changed = sluice_share_dup_range (assumptions->changed_low, assumptions->changed_high);
  g_autofree char *added = sluice_share_dup_range (assumptions->added_low, assumptions->added_high);

  if (method == SLUICE_SYNC_METHOD_FULL_REFRESH)
    /* Translators: %s is a number of rows */
    return g_strdup_printf (_ ("%s rows, all of them at every sync"), rows);
  if (method == SLUICE_SYNC_METHOD_APPEND)
    /* Translators: a number of rows, and a share such as “1–5 %” */
    return g_strdup_printf (_ ("%s rows; it is assumed that %s are added in a month"), rows, added);

  /* Translators: a number of rows, and a share such as “3–15 %” */
  return g_strdup_printf (_ ("%s rows; it is assumed that %s change in a month"), rows, changed);
}

static void
add_part (SluiceEstimateDetails *self, const char *what, const char *rule, const SluiceEstimatePart *part)
{
  g_autofree char *title = dup_part_title (what, part->n_tables);
  g_autofree char *figure = sluice_row_range_to_string (part->month);

  add_line (self, self->rows, title, rule, figure);
}

static void
add_methods (SluiceEstimateDetails *self)
{
  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      const SluiceEstimatePart part = sluice_table_list_get_method_part (self->tables, method);
      g_autofree char *rule = dup_method_rule (self->tables, method, part.rows);

      if (part.n_tables > 0)
        add_part (self, sluice_sync_method_get_label (method), rule, &part);
    }
}

static void
add_more (SluiceEstimateDetails *self)
{
  const SluiceEstimatePart refreshed = sluice_table_list_get_refreshed_part (self->tables);
  const SluiceEstimatePart looking_back = sluice_table_list_get_looking_back_part (self->tables);

  if (refreshed.n_tables > 0)
    {
      g_autofree char *rows = sluice_rows_to_string (refreshed.rows);
      /* Translators: %s is a number of rows; how often each table is read in full was chosen for it */
      g_autofree char *rule = g_strdup_printf (_ ("%s rows, all of them as often as chosen"), rows);

      /* Translators: tables that are read in full now and then, beside their method */
      add_part (self, _ ("Read in full again"), rule, &refreshed);
    }
  if (looking_back.n_tables > 0)
    /* Translators: the look-back of tables, which makes each sync read some rows again */
    add_part (self, _ ("Look-back"), _ ("What each sync reads again; nothing if that is not billed"), &looking_back);
}

static void
show_rows (SluiceEstimateDetails *self)
{
  const SluiceRowRange month = sluice_table_list_get_month (self->tables);
  g_autofree char *figure = sluice_row_range_to_string (month);
  g_autofree char *unknown = sluice_phrase_unknown (month.n_unknown);

  add_methods (self);
  add_more (self);
  if (sluice_table_list_get_n_selected (self->tables) == 0)
    add_line (self, self->rows, _ ("Nothing is selected yet"), "", NULL);
  else
    add_line (self, self->rows, _ ("Each month"), unknown != NULL ? unknown : "", figure);
}

static void
show_prices (SluiceEstimateDetails *self)
{
  const SluicePriceList *list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_autofree char *cost = sluice_price_list_dup_cost (list, sluice_table_list_get_month (self->tables));

  if (list->free_rows > 0)
    {
      g_autofree char *rows = sluice_rows_to_short_string (list->free_rows);
      /* Translators: the rows that are free; %s is a number such as “1 M” */
      g_autofree char *title = g_strdup_printf (_ ("The first %s rows a month"), rows);

      /* Translators: a price */
      add_line (self, self->prices, title, "", C_ ("price", "free"));
    }
  for (guint i = 0; i < list->n_tiers; i++)
    {
      g_autofree char *rows = sluice_price_list_dup_tier_rows (list, i);
      g_autofree char *price = sluice_price_list_dup_tier_price (list, i);

      add_line (self, self->prices, rows, "", price);
    }
  if (sluice_table_list_get_n_selected (self->tables) > 0)
    add_line (self, self->prices, _ ("Estimated cost a month"), "", cost);
}

static void
show_note (SluiceEstimateDetails *self)
{
  const SluicePriceList *list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_autofree char *date = sluice_price_list_dup_date (list);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: a month and its year, and where prices come from: “Published by third parties, …” */
  g_string_append_printf (text, _ ("Prices of %s. %s."), date, sluice_price_list_get_source (list));
  if (list->free_rows > 0)
    /* Translators: follows a sentence */
    g_string_append (text, _ (" The free rows are shared by everything that your organization syncs; here they are "
                              "taken to be for this source alone."));
  if (list->free_days > 0)
    /* Translators: follows a sentence */
    g_string_append_printf (text,
                            ngettext (" That the first %u day of a source is not billed is not verified.",
                                      " That the first %u days of a source are not billed is not verified.",
                                      list->free_days),
                            list->free_days);
  sluice_plain_text_describe_group (self->prices, text->str);
}

static void
show (SluiceEstimateDetails *self)
{
  clear_lines (self);
  show_rows (self);
  show_prices (self);
  show_note (self);
}

static void
sluice_estimate_details_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceEstimateDetails *self = SLUICE_ESTIMATE_DETAILS (object);

  switch ((SluiceEstimateDetailsProps) prop_id)
    {
    case PROP_TABLES:
      g_value_set_object (value, self->tables);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_estimate_details_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceEstimateDetails *self = SLUICE_ESTIMATE_DETAILS (object);

  switch ((SluiceEstimateDetailsProps) prop_id)
    {
    case PROP_TABLES:
      self->tables = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_estimate_details_constructed (GObject *object)
{
  SluiceEstimateDetails *self = SLUICE_ESTIMATE_DETAILS (object);

  G_OBJECT_CLASS (sluice_estimate_details_parent_class)->constructed (object);

  g_signal_connect_object (self->tables, "totals-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_estimate_settings_get_default (), "notify::price-list", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

static void
sluice_estimate_details_dispose (GObject *object)
{
  SluiceEstimateDetails *self = SLUICE_ESTIMATE_DETAILS (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_ESTIMATE_DETAILS);
  g_clear_object (&self->tables);

  G_OBJECT_CLASS (sluice_estimate_details_parent_class)->dispose (object);
}

static void
sluice_estimate_details_class_init (SluiceEstimateDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_estimate_details_constructed;
  object_class->get_property = sluice_estimate_details_get_property;
  object_class->set_property = sluice_estimate_details_set_property;
  object_class->dispose = sluice_estimate_details_dispose;

  properties[PROP_TABLES] = g_param_spec_object ("tables", NULL, NULL, SLUICE_TYPE_TABLE_LIST,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/widgets/sluice-estimate-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceEstimateDetails, rows);
  gtk_widget_class_bind_template_child (widget_class, SluiceEstimateDetails, prices);
}

static void
sluice_estimate_details_init (SluiceEstimateDetails *self)
{
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_estimate_details_new (SluiceTableList *tables)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (tables), NULL);

  return g_object_new (SLUICE_TYPE_ESTIMATE_DETAILS, "tables", tables, NULL);
}
