/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-prices-page.h"

#include <glib/gi18n.h>

#include "sluice-estimate-settings.h"
#include "sluice-note-row.h"
#include "sluice-price-row.h"
#include "sluice-spin-text.h"

/* Beyond this not every whole number is a double. */
#define ROWS_MAX 1e15
#define SOURCE_LENGTH_MAX 200

struct _SluicePricesPage
{
  AdwPreferencesPage parent_instance;

  SluiceEstimateSettings *settings;
  GPtrArray *tiers; /* of SluicePriceRow, borrowed */
  gboolean updating;

  AdwEntryRow *source;
  AdwEntryRow *currency;
  SluiceNoteRow *currency_note;
  AdwEntryRow *as_of;
  SluiceNoteRow *as_of_note;
  GtkCalendar *calendar;
  GtkMenuButton *calendar_button;

  AdwPreferencesGroup *problem_group;
  AdwActionRow *problem;
  AdwPreferencesGroup *list_group;
  AdwSpinRow *free_rows;
  GtkAdjustment *free_rows_range;
  AdwSpinRow *free_days;
  AdwPreferencesGroup *tiers_group;
  AdwButtonRow *add_tier;
  AdwButtonRow *reset;
};

G_DEFINE_FINAL_TYPE (SluicePricesPage, sluice_prices_page, ADW_TYPE_PREFERENCES_PAGE)

/* A copy to change. (transfer full) */
static SluicePriceList *
dup_list (SluicePricesPage *self)
{
  return sluice_price_list_copy (sluice_estimate_settings_get_price_list (self->settings));
}

/* What could not be used is not stored: the fields do not let it come to that, but for what they leave to here. */
static void
store (SluicePricesPage *self, const SluicePriceList *list)
{
  if (sluice_price_list_check (list, NULL))
    sluice_estimate_settings_set_price_list (self->settings, list);
}

/* Tiers */

static guint
find_tier (SluicePricesPage *self, SluicePriceRow *row)
{
  guint tier = 0;

  g_return_val_if_fail (g_ptr_array_find (self->tiers, row, &tier), 0);

  return tier;
}

static void
bound_edited_cb (SluicePricesPage *self, gint64 bound, SluicePriceRow *row)
{
  g_autoptr (SluicePriceList) list = dup_list (self);

  list->tiers[find_tier (self, row)].up_to = bound;
  store (self, list);
}

static void
price_edited_cb (SluicePricesPage *self, double price, SluicePriceRow *row)
{
  g_autoptr (SluicePriceList) list = dup_list (self);

  list->tiers[find_tier (self, row)].price = price;
  store (self, list);
}

/* Without the last one, the one before is for all rows above. */
static void
removed_cb (SluicePricesPage *self, SluicePriceRow *row)
{
  g_autoptr (SluicePriceList) list = dup_list (self);

  for (guint i = find_tier (self, row); i + 1 < list->n_tiers; i++)
    list->tiers[i] = list->tiers[i + 1];
  list->n_tiers--;
  list->tiers[list->n_tiers - 1].up_to = SLUICE_NO_BOUND;
  /* What has the focus goes. */
  gtk_widget_grab_focus (GTK_WIDGET (self->add_tier));
  store (self, list);
}

/* Room for another price is made in the last one: up to ten times what is below it. */
static void
add_tier_cb (SluicePricesPage *self)
{
  g_autoptr (SluicePriceList) list = dup_list (self);
  const guint last = list->n_tiers - 1;
  const gint64 below = last > 0 ? list->tiers[last - 1].up_to : list->free_rows;

  if (list->n_tiers == SLUICE_PRICE_TIERS_MAX)
    return;

  list->tiers[last + 1] = list->tiers[last];
  list->tiers[last].up_to = below < (gint64) ROWS_MAX / 10 ? MAX (below, SLUICE_ROWS_A_PRICE / 10) * 10 : below + 1;
  list->n_tiers++;
  store (self, list);
  sluice_price_row_edit (g_ptr_array_index (self->tiers, last));
}

static void
set_n_tiers (SluicePricesPage *self, guint n_tiers)
{
  while (self->tiers->len > n_tiers)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->tiers, self->tiers->len - 1);

      adw_preferences_group_remove (self->tiers_group, row);
    }
  while (self->tiers->len < n_tiers)
    {
      GtkWidget *row = sluice_price_row_new ();

      g_signal_connect_object (row, "bound-edited", G_CALLBACK (bound_edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "price-edited", G_CALLBACK (price_edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->tiers_group, row);
      g_ptr_array_add (self->tiers, row);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_tier), n_tiers < SLUICE_PRICE_TIERS_MAX);
}

/* Fields */

static void
free_rows_changed_cb (SluicePricesPage *self)
{
  g_autoptr (SluicePriceList) list = NULL;

  if (self->updating)
    return;

  list = dup_list (self);
  list->free_rows = (gint64) adw_spin_row_get_value (self->free_rows);
  store (self, list);
}

static void
free_days_changed_cb (SluicePricesPage *self)
{
  g_autoptr (SluicePriceList) list = NULL;

  if (self->updating)
    return;

  list = dup_list (self);
  list->free_days = (guint) adw_spin_row_get_value (self->free_days);
  store (self, list);
}

static void
source_changed_cb (SluicePricesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->source));
  g_autoptr (SluicePriceList) list = NULL;
  g_autoptr (SluicePriceList) usual = NULL;

  if (self->updating)
    return;

  list = dup_list (self);
  usual = sluice_price_list_new ();
  g_set_str (&list->source, *text != '\0' && !g_str_equal (text, sluice_price_list_get_source (usual)) ? text : NULL);
  store (self, list);
}

static void
currency_changed_cb (SluicePricesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->currency));
  const gboolean good = sluice_price_list_check_currency (text);
  g_autoptr (SluicePriceList) list = NULL;

  sluice_note_row_set_fault (self->currency_note, good ? NULL : _ ("Letters or a currency sign, at most 8."));
  if (self->updating || !good)
    return;

  list = dup_list (self);
  g_set_str (&list->currency, text);
  store (self, list);
}

static void
as_of_changed_cb (SluicePricesPage *self)
{
  g_autoptr (SluicePriceList) list = dup_list (self);
  const gboolean good = sluice_price_list_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->as_of)), &list->as_of);

  sluice_note_row_set_fault (self->as_of_note, good ? NULL : _ ("A day such as 2026-09-01."));
  if (!self->updating && good)
    store (self, list);
}

static void
day_selected_cb (SluicePricesPage *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;

  if (self->updating)
    return;

  day = gtk_calendar_get_date (self->calendar);
  text = g_date_time_format (day, "%Y-%m-%d");
  gtk_editable_set_text (GTK_EDITABLE (self->as_of), text);
}

/* What is shown */

static void
set_text (AdwEntryRow *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
show_day (SluicePricesPage *self, const GDate *day)
{
  g_autoptr (GDateTime) moment =
      g_date_time_new_local (g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 12, 0, 0);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%d");

  set_text (self->as_of, text);
  gtk_calendar_select_day (self->calendar, moment);
}

static void
show (SluicePricesPage *self)
{
  const SluicePriceList *list = sluice_estimate_settings_get_price_list (self->settings);
  const double lowest_bound = (double) list->tiers[0].up_to;

  self->updating = TRUE;
  /* An empty one stands for Sluice's own words, but not while somebody writes others. */
  if (list->source != NULL ||
      !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->source)))))
    set_text (self->source, sluice_price_list_get_source (list));
  set_text (self->currency, list->currency);
  show_day (self, &list->as_of);
  gtk_adjustment_configure (self->free_rows_range, (double) list->free_rows, 0, MIN (lowest_bound - 1, ROWS_MAX),
                            gtk_adjustment_get_step_increment (self->free_rows_range),
                            gtk_adjustment_get_page_increment (self->free_rows_range), 0);
  adw_spin_row_set_value (self->free_days, list->free_days);
  set_n_tiers (self, list->n_tiers);
  for (guint i = 0; i < list->n_tiers; i++)
    sluice_price_row_show (g_ptr_array_index (self->tiers, i), list, i);
  self->updating = FALSE;
}

static void
show_problem (SluicePricesPage *self)
{
  const char *problem = sluice_estimate_settings_get_price_list_problem (self->settings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), problem != NULL);
}

static void
undo_cb (SluicePricesPage *self, AdwToast *toast)
{
  sluice_estimate_settings_set_price_list (self->settings, g_object_get_data (G_OBJECT (toast), "price-list"));
}

static void
reset_cb (SluicePricesPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  AdwToast *toast = adw_toast_new (_ ("Sluice’s own prices count again"));

  g_object_set_data_full (G_OBJECT (toast), "price-list", dup_list (self), (GDestroyNotify) sluice_price_list_free);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  sluice_estimate_settings_reset_price_list (self->settings);
  /* A text that was not stored, too. */
  show (self);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

static void
sluice_prices_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_PRICES_PAGE);

  G_OBJECT_CLASS (sluice_prices_page_parent_class)->dispose (object);
}

static void
sluice_prices_page_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_PRICES_PAGE (object)->tiers);

  G_OBJECT_CLASS (sluice_prices_page_parent_class)->finalize (object);
}

static void
sluice_prices_page_class_init (SluicePricesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_prices_page_dispose;
  object_class->finalize = sluice_prices_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/preferences/sluice-prices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, free_rows);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, free_rows_range);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, free_days);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, tiers_group);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, add_tier);
  gtk_widget_class_bind_template_child (widget_class, SluicePricesPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, free_rows_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, free_days_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_tier_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static AdwEntryRow *
add_entry (SluicePricesPage *self, const char *title, GCallback changed_cb)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->list_group, row);
  g_signal_connect_object (row, "notify::text", changed_cb, self, G_CONNECT_SWAPPED);

  return ADW_ENTRY_ROW (row);
}

static SluiceNoteRow *
add_note (SluicePricesPage *self, AdwEntryRow *entry)
{
  GtkWidget *note = sluice_note_row_new (entry);

  adw_preferences_group_add (self->list_group, note);

  return SLUICE_NOTE_ROW (note);
}

static void
add_calendar (SluicePricesPage *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _ ("Choose the Day"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (self->as_of, button);
}

/* Each note stands directly below its entry. */
static void
add_entries (SluicePricesPage *self)
{
  self->source = add_entry (self, _ ("Where the prices come from"), G_CALLBACK (source_changed_cb));
  adw_entry_row_set_max_length (self->source, SOURCE_LENGTH_MAX);
  /* Translators: of prices; the day is typed as 2026-09-01 */
  self->as_of = add_entry (self, _ ("Prices of the day"), G_CALLBACK (as_of_changed_cb));
  self->as_of_note = add_note (self, self->as_of);
  add_calendar (self);
  self->currency = add_entry (self, _ ("Currency"), G_CALLBACK (currency_changed_cb));
  self->currency_note = add_note (self, self->currency);
}

static void
label_reset (SluicePricesPage *self)
{
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();
  g_autofree char *date = sluice_price_list_dup_date (usual);
  g_autofree char *title = NULL;

  /* Translators: a button; %s is a month and its year */
  title = g_strdup_printf (_ ("Reset to the Prices of %s"), date);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reset), title);
}

static void
sluice_prices_page_init (SluicePricesPage *self)
{
  self->settings = sluice_estimate_settings_get_default ();
  self->tiers = g_ptr_array_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_entries (self);
  sluice_spin_text_show_count (self->free_rows);
  label_reset (self);

  g_signal_connect_object (self->settings, "notify::price-list", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "notify::price-list-problem", G_CALLBACK (show_problem), self,
                           G_CONNECT_SWAPPED);
  show (self);
  show_problem (self);
}
