/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-home-page.h"
#include "sluice-menu-button.h"
#include "sluice-menu-names.h"
#include "sluice-new-key-button.h"
#include "sluice-source-dialog.h"
#include "sluice-source-row.h"
#include "sluice-toast.h"
#include "sluice-unfinished-row.h"
#include "sluice-when.h"

/* While something runs the list is read again after this many seconds, then ever more slowly. */
#define POLL_FIRST 3
#define POLL_MOST 30
/* Else the clock alone moves: "12 minutes ago". */
#define POLL_IDLE 60
/* Getting the focus again sooner than this after the last reading reads nothing. */
#define FOCUS_AFTER (10 * G_TIME_SPAN_SECOND)
/* From this many sources on there is a search. */
#define SEARCH_FROM 6

struct _SluiceHomePage
{
  AdwNavigationPage parent_instance;

  SluiceWorkspace *workspace;
  DexFuture *reading;
  DexFuture *reading_unfinished;
  guint poll_id;
  guint poll_seconds;
  gint64 read_at;
  gboolean was_read;
  gboolean wants_key;
  gboolean narrow;
  char *needle;
  char *seen;
  GPtrArray *attention_rows;
  GPtrArray *healthy_rows;
  GPtrArray *unfinished_rows;

  AdwWindowTitle *window_title;
  GtkWidget *search_button;
  GtkWidget *search_bar;
  GtkEditable *search;
  GtkMenuButton *projects_button;
  AdwBanner *banner;
  GtkStack *stack;
  GtkLabel *failure;
  SluiceNewKeyButton *new_key;
  AdwPreferencesGroup *unfinished;
  AdwPreferencesGroup *attention;
  AdwPreferencesGroup *healthy;
};

G_DEFINE_FINAL_TYPE (SluiceHomePage, sluice_home_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_WORKSPACE = 1,
} SluiceHomePageProps;

static GParamSpec *properties[PROP_WORKSPACE + 1];

static void read_sources (SluiceHomePage *self);
static void update (SluiceHomePage *self);

static gboolean
needs_attention (SluiceSource *source)
{
  SluiceState state = sluice_source_get_state (source);

  return sluice_source_get_n_failed (source) > 0 || state == SLUICE_STATE_FAILED || state == SLUICE_STATE_BILLING_LIMIT;
}

static gboolean
is_found (SluiceHomePage *self, SluiceSource *source)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->needle == NULL)
    return TRUE;

  title = sluice_source_dup_title (source);
  text = g_strjoin (" ", title, sluice_source_get_source_type (source), sluice_source_get_prefix (source),
                    sluice_source_get_description (source), NULL);
  folded = g_utf8_casefold (text, -1);

  return strstr (folded, self->needle) != NULL;
}

/* One of the lists in the workspace, as many of its items as belong into a group. */
static GPtrArray *
pick_sources (SluiceHomePage *self, gboolean attention)
{
  GListModel *sources = sluice_workspace_get_sources (self->workspace);
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (needs_attention (source) == attention && is_found (self, source))
        g_ptr_array_add (picked, g_steal_pointer (&source));
    }

  return picked;
}

static void
opened_cb (SluiceHomePage *self, SluiceSourceRow *row)
{
  adw_dialog_present (sluice_source_dialog_new (self->workspace, sluice_source_row_get_source (row)),
                      GTK_WIDGET (self));
}

/* Rows are kept and told anew, so that a refresh takes neither the focus nor the place in the list away. */
static void
update_group (SluiceHomePage *self, AdwPreferencesGroup *group, GPtrArray *rows, gboolean attention, GDateTime *now)
{
  g_autoptr (GPtrArray) sources = pick_sources (self, attention);

  while (rows->len > sources->len)
    {
      adw_preferences_group_remove (group, g_ptr_array_index (rows, rows->len - 1));
      g_ptr_array_set_size (rows, (int) rows->len - 1);
    }
  while (rows->len < sources->len)
    {
      GtkWidget *row = sluice_source_row_new ();

      g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < rows->len; i++)
    sluice_source_row_update (g_ptr_array_index (rows, i), g_ptr_array_index (sources, i), self->narrow, now);

  gtk_widget_set_visible (GTK_WIDGET (group), rows->len > 0);
}

static void
discarded_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceHomePage *self = owner;
  g_autofree char *message = NULL;

  update (self);
  if (error == NULL)
    return;

  /* Translators: %s is technical, why a set-up could not be discarded */
  message = g_strdup_printf (_ ("Not discarded: %s"), error->message);
  sluice_toast_show (GTK_WIDGET (self), message);
}

static void
discard_response_cb (SluiceHomePage *self, const char *response, AdwDialog *dialog)
{
  SluiceJournal *journal = g_object_get_data (G_OBJECT (dialog), "journal");

  if (g_str_equal (response, "discard"))
    dex_future_disown (sluice_when (sluice_workspace_discard (self->workspace, journal), self, discarded_cb));
}

static void
discard_cb (SluiceHomePage *self, SluiceUnfinishedRow *row)
{
  SluiceJournal *journal = sluice_unfinished_row_get_journal (row);
  const gboolean gone = sluice_unfinished_row_get_gone (row);
  const gboolean there = sluice_unfinished_row_get_source (row) != NULL;
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  /* Translators: a question; %s is a set-up: “Postgres · shop” */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), there ? _ ("Dismiss %s?") : _ ("Discard %s?"),
                                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog),
                             there ? _ ("The source stays in PostHog as it is. Only this entry goes, and with it what "
                                        "was chosen for it and the passwords and keys kept on this computer.") :
                             gone  ? _ ("Its source no longer exists. What was chosen for it is removed from this "
                                         "computer.") :
                                     _ ("Nothing has been created. What was chosen is removed from this computer, and "
                                         "its passwords and keys from the keyring."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "discard",
                                  there ? _ ("_Dismiss") : _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "journal", g_object_ref (journal), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
unfinished_opened_cb (SluiceHomePage *self, SluiceUnfinishedRow *row)
{
  adw_dialog_present (sluice_source_dialog_new (self->workspace, sluice_unfinished_row_get_source (row)),
                      GTK_WIDGET (self));
}

/* Kept and told anew, as those of the sources are. */
static void
update_unfinished (SluiceHomePage *self, GDateTime *now)
{
  GListModel *journals = sluice_workspace_get_unfinished (self->workspace);
  guint n_journals = self->needle == NULL ? g_list_model_get_n_items (journals) : 0;
  GPtrArray *rows = self->unfinished_rows;

  while (rows->len > n_journals)
    {
      adw_preferences_group_remove (self->unfinished, g_ptr_array_index (rows, rows->len - 1));
      g_ptr_array_set_size (rows, (int) rows->len - 1);
    }
  while (rows->len < n_journals)
    {
      GtkWidget *row = sluice_unfinished_row_new ();

      g_signal_connect_object (row, "discard", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "opened", G_CALLBACK (unfinished_opened_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->unfinished, row);
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < n_journals; i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (journals, i);
      g_autoptr (SluiceSource) source = sluice_workspace_find_source (self->workspace, journal);

      sluice_unfinished_row_update (g_ptr_array_index (rows, i), journal, source,
                                    sluice_workspace_is_gone (self->workspace, journal), now);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->unfinished), n_journals > 0);
}

static void
update_stack (SluiceHomePage *self)
{
  guint n_sources = g_list_model_get_n_items (sluice_workspace_get_sources (self->workspace));
  guint n_unfinished = g_list_model_get_n_items (sluice_workspace_get_unfinished (self->workspace));
  guint n_shown = self->attention_rows->len + self->healthy_rows->len + self->unfinished_rows->len;

  if (n_shown > 0)
    gtk_stack_set_visible_child_name (self->stack, "sources");
  else if (self->needle != NULL && n_sources + n_unfinished > 0)
    gtk_stack_set_visible_child_name (self->stack, "nothing-found");
  else if (self->was_read)
    gtk_stack_set_visible_child_name (self->stack, "empty");

  gtk_widget_set_visible (self->search_button, n_sources >= SEARCH_FROM);
  gtk_search_bar_set_key_capture_widget (GTK_SEARCH_BAR (self->search_bar),
                                         n_sources >= SEARCH_FROM ? GTK_WIDGET (self) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "home.search", n_sources >= SEARCH_FROM);
}

static void
update (SluiceHomePage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  update_unfinished (self, now);
  update_group (self, self->attention, self->attention_rows, TRUE, now);
  update_group (self, self->healthy, self->healthy_rows, FALSE, now);
  update_stack (self);
}

static gboolean
is_running (SluiceHomePage *self)
{
  GListModel *sources = sluice_workspace_get_sources (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (sluice_source_get_state (source) == SLUICE_STATE_RUNNING)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_looked_at (SluiceHomePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root) &&
         !gtk_window_is_suspended (GTK_WINDOW (root));
}

static void
poll_cb (gpointer user_data)
{
  SluiceHomePage *self = user_data;

  self->poll_id = 0;
  if (is_looked_at (self) && is_running (self))
    {
      read_sources (self);
      return;
    }
  if (is_looked_at (self))
    update (self);
  self->poll_id = g_timeout_add_seconds_once (POLL_IDLE, poll_cb, self);
}

/* What would make looking again soon worth it: a change since the last reading. */
static char *
dup_seen (SluiceHomePage *self)
{
  GListModel *sources = sluice_workspace_get_sources (self->workspace);
  GString *seen = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      g_string_append_printf (seen, "%s %d %u %" G_GINT64_FORMAT "\n", sluice_source_get_id (source),
                              (int) sluice_source_get_state (source), sluice_source_get_n_failed (source),
                              sluice_source_get_rows (source));
    }

  return g_string_free (seen, FALSE);
}

static void
schedule_poll (SluiceHomePage *self)
{
  g_autofree char *seen = dup_seen (self);
  gboolean changed = g_set_str (&self->seen, seen);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (!is_running (self))
    self->poll_seconds = POLL_IDLE;
  else if (changed || self->poll_seconds < POLL_FIRST || self->poll_seconds >= POLL_IDLE)
    self->poll_seconds = POLL_FIRST;
  else
    self->poll_seconds = MIN (self->poll_seconds * 3 / 2, POLL_MOST);
  self->poll_id = g_timeout_add_seconds_once (self->poll_seconds, poll_cb, self);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceHomePage *self = owner;
  const char *advice = sluice_error_get_advice (error);
  g_autofree char *words = NULL;

  if (error != NULL && sluice_error_is_cancelled (error))
    return;

  if (error != NULL)
    {
      words = g_strjoin (" ", error->message, advice, NULL);
      gtk_label_set_label (self->failure, words);
      adw_banner_set_title (self->banner, words);
      self->wants_key = sluice_new_key_button_offer (self->new_key, error);
      adw_banner_set_button_label (self->banner, self->wants_key ? _ ("Enter Another Key") : _ ("Try Again"));
      gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      if (!self->was_read)
        gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else
    {
      self->was_read = TRUE;
      update (self);
    }
  adw_banner_set_revealed (self->banner, error != NULL && self->was_read);
  schedule_poll (self);
}

static void
read_unfinished_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceHomePage *self = owner;

  if (self->was_read)
    update (self);
}

static void
read_sources (SluiceHomePage *self)
{
  self->read_at = g_get_monotonic_time ();
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_workspace_refresh_sources (self->workspace), self, read_cb);
}

/* Somebody else had the list read, such as a source's dialog after Sync Now. */
static void
sources_changed_cb (SluiceHomePage *self)
{
  if (!self->was_read)
    return;

  update (self);
  schedule_poll (self);
}

static void
retry_cb (SluiceHomePage *self)
{
  if (!self->was_read)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  sluice_home_page_refresh (self);
}

static void
banner_cb (SluiceHomePage *self)
{
  if (self->wants_key)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-key", NULL);
  else
    retry_cb (self);
}

static void
narrow_cb (SluiceHomePage *self)
{
  self->narrow = TRUE;
  update (self);
}

static void
wide_cb (SluiceHomePage *self)
{
  self->narrow = FALSE;
  update (self);
}

static void
search_changed_cb (SluiceHomePage *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  update (self);
}

static void
search_mode_cb (SluiceHomePage *self)
{
  if (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->search_bar)))
    gtk_editable_set_text (self->search, "");
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (widget);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
active_cb (SluiceHomePage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && is_looked_at (self) && self->was_read &&
      g_get_monotonic_time () - self->read_at > FOCUS_AFTER)
    sluice_home_page_refresh (self);
}

static void
sluice_home_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sluice_home_page_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (active_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
sluice_home_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  switch ((SluiceHomePageProps) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_home_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  switch ((SluiceHomePageProps) prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_home_page_constructed (GObject *object)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  G_OBJECT_CLASS (sluice_home_page_parent_class)->constructed (object);

  g_object_bind_property (self->workspace, "title", self->window_title, "subtitle", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (sluice_workspace_get_sources (self->workspace), "items-changed",
                           G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);
  update_stack (self);
  sluice_home_page_refresh (self);
}

static void
sluice_home_page_dispose (GObject *object)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  dex_clear (&self->reading);
  dex_clear (&self->reading_unfinished);
  g_clear_handle_id (&self->poll_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_HOME_PAGE);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_home_page_parent_class)->dispose (object);
}

static void
sluice_home_page_finalize (GObject *object)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  g_ptr_array_unref (self->attention_rows);
  g_ptr_array_unref (self->healthy_rows);
  g_ptr_array_unref (self->unfinished_rows);
  g_free (self->needle);
  g_free (self->seen);

  G_OBJECT_CLASS (sluice_home_page_parent_class)->finalize (object);
}

static void
sluice_home_page_class_init (SluiceHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_home_page_get_property;
  object_class->set_property = sluice_home_page_set_property;
  object_class->constructed = sluice_home_page_constructed;
  object_class->dispose = sluice_home_page_dispose;
  object_class->finalize = sluice_home_page_finalize;
  widget_class->root = sluice_home_page_root;

  properties[PROP_WORKSPACE] =
      g_param_spec_object ("workspace", NULL, NULL, SLUICE_TYPE_WORKSPACE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SLUICE_TYPE_MENU_BUTTON);
  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/home/sluice-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, projects_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, unfinished);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, attention);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, healthy);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);

  gtk_widget_class_install_action (widget_class, "home.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "home.search", NULL);
}

static void
sluice_home_page_init (SluiceHomePage *self)
{
  self->attention_rows = g_ptr_array_new ();
  self->healthy_rows = g_ptr_array_new ();
  self->unfinished_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_menu_names_add (self->projects_button);
}

SluiceHomePage *
sluice_home_page_new (SluiceWorkspace *workspace)
{
  return g_object_new (SLUICE_TYPE_HOME_PAGE, "workspace", workspace, NULL);
}

void
sluice_home_page_set_projects_menu (SluiceHomePage *self, GMenuModel *menu)
{
  g_return_if_fail (SLUICE_IS_HOME_PAGE (self));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  gtk_menu_button_set_menu_model (self->projects_button, menu);
}

void
sluice_home_page_refresh (SluiceHomePage *self)
{
  g_return_if_fail (SLUICE_IS_HOME_PAGE (self));

  read_sources (self);
  dex_clear (&self->reading_unfinished);
  self->reading_unfinished =
      sluice_when (sluice_workspace_refresh_unfinished (self->workspace), self, read_unfinished_cb);
}
