/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-home-page.h"
#include "sluice-keyring-banner.h"
#include "sluice-menu-button.h"
#include "sluice-menu-names.h"
#include "sluice-new-key-button.h"
#include "sluice-running-row.h"
#include "sluice-source-dialog.h"
#include "sluice-source-row.h"
#include "sluice-unfinished-group.h"
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
  GPtrArray *running_rows;
  GListModel *sessions;
  guint n_unfinished;

  AdwWindowTitle *window_title;
  GtkWidget *search_button;
  GtkWidget *search_bar;
  GtkEditable *search;
  GtkMenuButton *projects_button;
  AdwBanner *banner;
  SluiceKeyringBanner *keyring_banner;
  GtkStack *stack;
  GtkLabel *failure;
  SluiceNewKeyButton *new_key;
  AdwPreferencesGroup *running;
  SluiceUnfinishedGroup *unfinished;
  AdwPreferencesGroup *attention;
  AdwPreferencesGroup *healthy;
};

G_DEFINE_FINAL_TYPE (SluiceHomePage, sluice_home_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_WORKSPACE = 1,
} SluiceHomePageProps;

static GParamSpec *properties[PROP_WORKSPACE + 1];

enum
{
  SIGNAL_SHOW_SESSION,
  SIGNAL_RESUMED,
  SIGNAL_ELSEWHERE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
show_again_cb (SluiceHomePage *self, SluiceRunningRow *row)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_SESSION], 0, sluice_running_row_get_session (row));
}

static void
resumed_cb (SluiceHomePage *self, SluiceSession *session)
{
  g_signal_emit (self, signals[SIGNAL_RESUMED], 0, session);
}

static void
elsewhere_cb (SluiceHomePage *self, SluiceJournal *journal)
{
  g_signal_emit (self, signals[SIGNAL_ELSEWHERE], 0, journal);
}

static void
unfinished_changed_cb (SluiceHomePage *self)
{
  sluice_home_page_refresh (self);
}

static gboolean
is_of_workspace (SluiceHomePage *self, SluiceSession *session)
{
  SluiceClient *client = sluice_workspace_get_client (sluice_session_get_workspace (session));

  return sluice_workspace_has_project (self->workspace, sluice_client_get_base_url (client),
                                       sluice_client_get_project_id (client));
}

static void
update_running (SluiceHomePage *self)
{
  for (guint i = 0; i < self->running_rows->len; i++)
    adw_preferences_group_remove (self->running, g_ptr_array_index (self->running_rows, i));
  g_ptr_array_set_size (self->running_rows, 0);
  for (guint i = 0; self->sessions != NULL && i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);
      GtkWidget *row = NULL;

      if (!is_of_workspace (self, session))
        continue;

      row = sluice_running_row_new (session);
      g_signal_connect_object (row, "show-again", G_CALLBACK (show_again_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->running, row);
      g_ptr_array_add (self->running_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->running), self->running_rows->len > 0);
}

static void
sessions_cb (SluiceHomePage *self)
{
  update_running (self);
  sluice_home_page_refresh (self);
}

static void
update_stack (SluiceHomePage *self)
{
  guint n_sources = g_list_model_get_n_items (sluice_workspace_get_sources (self->workspace));
  guint n_unfinished = g_list_model_get_n_items (sluice_workspace_get_unfinished (self->workspace));
  guint n_shown = self->attention_rows->len + self->healthy_rows->len + self->running_rows->len + self->n_unfinished;

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

  self->n_unfinished = sluice_unfinished_group_update (self->unfinished, self->needle == NULL, now);
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
      sluice_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
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

  sluice_unfinished_group_set_problem (self->unfinished, error);
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

  sluice_unfinished_group_set_workspace (self->unfinished, self->workspace);
  sluice_keyring_banner_set_keyring (self->keyring_banner, sluice_workspace_get_keyring (self->workspace));
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
  g_clear_object (&self->sessions);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_home_page_parent_class)->dispose (object);
}

static void
sluice_home_page_finalize (GObject *object)
{
  SluiceHomePage *self = SLUICE_HOME_PAGE (object);

  g_ptr_array_unref (self->attention_rows);
  g_ptr_array_unref (self->healthy_rows);
  g_ptr_array_unref (self->running_rows);
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

  g_type_ensure (SLUICE_TYPE_KEYRING_BANNER);
  g_type_ensure (SLUICE_TYPE_MENU_BUTTON);
  signals[SIGNAL_SHOW_SESSION] = g_signal_new ("show-session", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SESSION);
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, SLUICE_TYPE_SESSION);
  signals[SIGNAL_ELSEWHERE] = g_signal_new ("elsewhere", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, SLUICE_TYPE_JOURNAL);

  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  g_type_ensure (SLUICE_TYPE_UNFINISHED_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/home/sluice-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, projects_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, keyring_banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, running);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, unfinished);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, attention);
  gtk_widget_class_bind_template_child (widget_class, SluiceHomePage, healthy);
  gtk_widget_class_bind_template_callback (widget_class, resumed_cb);
  gtk_widget_class_bind_template_callback (widget_class, elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, unfinished_changed_cb);
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
  self->running_rows = g_ptr_array_new ();
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
sluice_home_page_set_sessions (SluiceHomePage *self, GListModel *sessions)
{
  g_return_if_fail (SLUICE_IS_HOME_PAGE (self));
  g_return_if_fail (G_IS_LIST_MODEL (sessions));

  if (self->sessions != NULL)
    g_signal_handlers_disconnect_by_data (self->sessions, self);
  g_set_object (&self->sessions, sessions);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_cb), self, G_CONNECT_SWAPPED);
  update_running (self);
}

void
sluice_home_page_resume (SluiceHomePage *self, SluiceJournal *journal)
{
  g_return_if_fail (SLUICE_IS_HOME_PAGE (self));

  sluice_unfinished_group_resume (self->unfinished, journal);
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
