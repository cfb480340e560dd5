/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-check.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-help-button.h"
#include "sluice-note-row.h"
#include "sluice-open-link.h"
#include "sluice-plain-text.h"
#include "sluice-region.h"
#include "sluice-scope-row.h"
#include "sluice-sign-in-page.h"
#include "sluice-when.h"

/* Where a person makes a key, on every PostHog server. */
#define KEYS_PATH "/settings/user-api-keys"

/* The narrowest window without the margins of the form. */
#define NARROWEST 336

struct _SluiceSignInPage
{
  AdwNavigationPage parent_instance;

  SluiceSignIn *sign_in; /* for what is typed now; NULL until its key was taken */
  SluiceSignIn *trying;
  DexFuture *asking_future;
  GPtrArray *project_rows; /* of AdwActionRow: a project each, and last “another” */
  GPtrArray *project_checks;
  char *wanted_project; /* the one whose key is asked for again; NULL: any */
  SluiceScopeRow *scope_rows[SLUICE_N_SCOPES];
  SluiceNoteRow *address_note;
  SluiceNoteRow *key_note;
  SluiceNoteRow *number_note;
  gboolean busy;

  AdwWindowTitle *window_title;
  GtkScrolledWindow *scroller;
  SluiceErrorCard *error_card;
  GtkWidget *form;
  GtkLabel *place_label;
  AdwToggleGroup *place;
  AdwPreferencesGroup *address_group;
  AdwEntryRow *address;
  AdwPreferencesGroup *key_group;
  AdwEntryRow *key;
  AdwPreferencesGroup *project_group;
  AdwEntryRow *number;
  GtkWidget *connect;
  GtkWidget *asking;
  GtkLabel *asking_label;
  AdwPreferencesGroup *scopes_group;
};

G_DEFINE_FINAL_TYPE (SluiceSignInPage, sluice_sign_in_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void prove (SluiceSignInPage *self, const char *project_id);

/* What was typed */

static SluiceRegion
get_region (SluiceSignInPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->place);

  if (g_strcmp0 (name, "us") == 0)
    return SLUICE_REGION_US;

  return g_strcmp0 (name, "eu") == 0 ? SLUICE_REGION_EU : SLUICE_REGION_OWN;
}

/* NULL when no usable address was typed. (transfer full) */
static char *
dup_base_url (SluiceSignInPage *self)
{
  const SluiceRegion region = get_region (self);

  return region == SLUICE_REGION_OWN ? sluice_region_dup_origin (gtk_editable_get_text (GTK_EDITABLE (self->address))) :
                                       g_strdup (sluice_region_get_base_url (region));
}

/* Spaces and line ends around a key come from copying it. (transfer full) (nullable) */
static SecretValue *
dup_key (SluiceSignInPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key));
  gsize length = 0;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length > 0 ? secret_value_new (text, (gssize) length, "text/plain") : NULL;
}

static const char *
get_chosen_project (SluiceSignInPage *self)
{
  GListModel *projects = sluice_sign_in_get_projects (self->sign_in);

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (SluiceAccount) project = g_list_model_get_item (projects, i);

      /* The sign-in holds it. */
      if (gtk_check_button_get_active (g_ptr_array_index (self->project_checks, i)))
        return sluice_account_get_project_id (project);
    }

  return gtk_editable_get_text (GTK_EDITABLE (self->number));
}

/* Faults, each at its place */

static void
complain (SluiceSignInPage *self, SluiceNoteRow *note, AdwEntryRow *row, const char *fault)
{
  sluice_note_row_set_fault (note, fault);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  sluice_announce (GTK_WIDGET (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
clear_faults (SluiceSignInPage *self)
{
  sluice_error_card_clear (self->error_card);
  sluice_note_row_set_fault (self->address_note, NULL);
  sluice_note_row_set_fault (self->key_note, NULL);
  sluice_note_row_set_fault (self->number_note, NULL);
}

/* What can be told without asking anybody. (nullable) */
static const char *
get_key_fault (SecretValue *key)
{
  const char *text = key != NULL ? secret_value_get_text (key) : NULL;

  if (text == NULL)
    return _ ("Enter a personal API key");
  if (g_str_has_prefix (text, "phc_"))
    return _ ("This is the project’s own key, which only sends events. A personal API key begins with “phx_”.");
  if (g_str_has_prefix (text, "phs_"))
    return _ ("This is the project’s secret key. A personal API key begins with “phx_”.");

  return NULL;
}

/* (transfer full) (nullable) */
static char *
dup_address_fault (const char *base_url)
{
  g_autoptr (GUri) uri = base_url != NULL ? g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return g_strdup (_ ("Enter an address, such as “https://posthog.example.com”"));
  if (g_str_has_suffix (host, ".i.posthog.com"))
    return g_strdup (_ ("This host takes events only. Choose US Cloud or EU Cloud instead."));

  return NULL;
}

/* Whose fault it is decides what is marked: the address, the key, or the number of the project. */
static void
mark_failure (SluiceSignInPage *self, const GError *error)
{
  const gboolean own = get_region (self) == SLUICE_REGION_OWN;

  if (error->domain != SLUICE_API_ERROR)
    return;

  switch ((SluiceApiError) error->code)
    {
    case SLUICE_API_ERROR_UNAUTHORIZED:
      sluice_note_row_set_invalid (self->key_note, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->key));
      break;
    case SLUICE_API_ERROR_NETWORK:
    case SLUICE_API_ERROR_TLS:
    case SLUICE_API_ERROR_PROTOCOL:
    case SLUICE_API_ERROR_NOT_FOUND:
      if (own && self->sign_in == NULL && sluice_api_error_get_proxy (error) == NULL)
        {
          sluice_note_row_set_invalid (self->address_note, TRUE);
          gtk_widget_grab_focus (GTK_WIDGET (self->address));
          break;
        }
      G_GNUC_FALLTHROUGH;
    case SLUICE_API_ERROR_FORBIDDEN:
    case SLUICE_API_ERROR_TIMEOUT:
    case SLUICE_API_ERROR_INVALID:
    case SLUICE_API_ERROR_RATE_LIMITED:
    case SLUICE_API_ERROR_SERVER:
    case SLUICE_API_ERROR_UNSUPPORTED:
    default:
      gtk_widget_grab_focus (self->connect);
    }
}

static char *
dup_advice (SluiceSignInPage *self, const GError *error)
{
  const char *scope = error->domain == SLUICE_API_ERROR ? sluice_api_error_get_scope (error) : NULL;

  if (scope != NULL)
    /* Translators: %s is a right that a key can have, such as “external_data_source:write” */
    return g_strdup_printf (_ ("Edit the key in PostHog, tick “%s”, save it, then connect again. The key itself stays "
                               "the same."),
                            scope);
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN))
    return g_strdup (_ ("Choose a project that the key is allowed in, or widen the key in PostHog."));
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND) && self->sign_in == NULL)
    return g_strdup (
        _ ("There is no PostHog at this address. Compare it with the one that your browser shows while you use "
           "PostHog."));
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return g_strdup (_ ("There is no such project here. Its number stands in PostHog’s address, after “/project/”."));
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT))
    return g_strdup (_ ("The server took too long. Try again in a moment."));
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED))
    return g_strdup (get_region (self) == SLUICE_REGION_OWN ?
                         _ ("This server does not know the key. Copy it again, or make a new one: PostHog shows a key "
                            "only once.") :
                         _ ("Neither cloud region knows the key. Copy it again, or make a new one: PostHog shows a key "
                            "only once."));

  return g_strdup (sluice_error_get_advice (error));
}

static void
show_failure (SluiceSignInPage *self, const GError *error)
{
  const gboolean about_key = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) ||
                             g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED);
  g_autofree char *advice = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    {
      /* The client refuses an address before anything is sent to it. */
      if (get_region (self) == SLUICE_REGION_OWN &&
          g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (self->address)), "http:"))
        complain (self, self->address_note, self->address, error->message);
      else
        complain (self, self->key_note, self->key, error->message);
      return;
    }

  advice = dup_advice (self, error);
  sluice_error_card_show_error (self->error_card, error->message, advice, about_key ? _ ("Open PostHog") : NULL);
  mark_failure (self, error);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* What is shown */

static void
update_scopes (SluiceSignInPage *self, SluiceSignIn *sign_in)
{
  for (guint scope = 0; scope < SLUICE_N_SCOPES; scope++)
    sluice_scope_row_set_granted (self->scope_rows[scope],
                                  sign_in != NULL ? sluice_sign_in_get_scope (sign_in, scope) : SLUICE_TRI_UNKNOWN);
}

/* Insensitive widgets lose the focus: Cancel has it meanwhile. */
static void
set_busy (SluiceSignInPage *self, const char *what)
{
  self->busy = what != NULL;
  gtk_widget_set_visible (self->asking, what != NULL);
  gtk_label_set_label (self->asking_label, what != NULL ? what : "");
  if (what != NULL)
    {
      gtk_widget_grab_focus (gtk_widget_get_last_child (self->asking));
      sluice_announce (GTK_WIDGET (self), what, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  gtk_widget_set_sensitive (self->form, what == NULL);
  gtk_widget_set_visible (self->connect, what == NULL);
  if (what == NULL)
    gtk_widget_grab_focus (self->connect);
}

static void
update_number (SluiceSignInPage *self)
{
  GtkCheckButton *another =
      self->project_checks->len > 0 ? g_ptr_array_index (self->project_checks, self->project_checks->len - 1) : NULL;
  const gboolean visible = another == NULL || gtk_check_button_get_active (another);

  gtk_widget_set_visible (GTK_WIDGET (self->number), visible);
  if (!visible)
    sluice_note_row_set_fault (self->number_note, NULL);
}

static void
add_project_row (SluiceSignInPage *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = sluice_check_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle, "activatable-widget", check, NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->project_checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->project_checks, 0));
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_number), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->project_group, row);
  g_ptr_array_add (self->project_rows, row);
  g_ptr_array_add (self->project_checks, check);
}

static void
remove_project_rows (SluiceSignInPage *self)
{
  for (guint i = 0; i < self->project_rows->len; i++)
    adw_preferences_group_remove (self->project_group, g_ptr_array_index (self->project_rows, i));
  g_ptr_array_set_size (self->project_rows, 0);
  g_ptr_array_set_size (self->project_checks, 0);
}

static void
add_known_project (SluiceSignInPage *self, SluiceAccount *project)
{
  const char *id = sluice_account_get_project_id (project);
  const char *name = sluice_account_get_project_name (project);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (name != NULL)
    {
      title = g_strdup (name);
      /* Translators: a project's number */
      subtitle = g_strdup_printf (_ ("Number %s"), id);
    }
  else
    title = g_strdup_printf (_ ("Project %s"), id);
  add_project_row (self, title, subtitle);
}

/* The projects to choose from; the entry for a number stands below them, and alone where none is known. */
static void
show_projects (SluiceSignInPage *self)
{
  GListModel *projects = sluice_sign_in_get_projects (self->sign_in);
  const guint n_projects = g_list_model_get_n_items (projects);
  const char *email = sluice_sign_in_get_email (self->sign_in);
  g_autofree char *description = NULL;

  remove_project_rows (self);
  g_object_ref (self->number);
  g_object_ref (self->number_note);
  adw_preferences_group_remove (self->project_group, GTK_WIDGET (self->number));
  adw_preferences_group_remove (self->project_group, GTK_WIDGET (self->number_note));
  for (guint i = 0; i < n_projects; i++)
    {
      g_autoptr (SluiceAccount) project = g_list_model_get_item (projects, i);

      add_known_project (self, project);
    }
  if (n_projects > 0)
    {
      gtk_check_button_set_active (g_ptr_array_index (self->project_checks, 0), TRUE);
      add_project_row (self, _ ("Another Project"), _ ("Of another organization, by its number"));
    }
  adw_preferences_group_add (self->project_group, GTK_WIDGET (self->number));
  adw_preferences_group_add (self->project_group, GTK_WIDGET (self->number_note));
  g_object_unref (self->number);
  g_object_unref (self->number_note);

  if (email != NULL)
    /* Translators: %s is an e-mail address */
    description = g_strdup_printf (_ ("The key belongs to %s."), email);
  else
    description = g_strdup (_ ("The key may not be asked which projects there are. A project’s number stands in "
                               "PostHog’s address, after “/project/”."));
  sluice_plain_text_describe_group (self->project_group, description);
  gtk_widget_set_visible (GTK_WIDGET (self->project_group), TRUE);
  update_number (self);
}

static void
focus_projects (SluiceSignInPage *self)
{
  if (self->project_checks->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->project_checks, 0));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
  sluice_announce (GTK_WIDGET (self), _ ("The key works. Which project?"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The flow */

static void
proved_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSignInPage *self = owner;

  set_busy (self, NULL);
  update_scopes (self, self->sign_in);
  if (error != NULL && sluice_error_is_cancelled (error))
    return;

  if (error != NULL)
    {
      if (self->wanted_project == NULL && sluice_api_error_get_scope (error) == NULL)
        show_projects (self);
      show_failure (self, error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, self->sign_in, g_value_get_object (value));
}

static void
prove (SluiceSignInPage *self, const char *project_id)
{
  set_busy (self, _ ("Trying out what the key may do…"));
  dex_clear (&self->asking_future);
  self->asking_future = sluice_when (sluice_sign_in_prove (self->sign_in, project_id), self, proved_cb);
}

/* A key that the other region took: show where it belongs. */
static void
follow_region (SluiceSignInPage *self)
{
  const SluiceRegion region = sluice_region_from_base_url (sluice_sign_in_get_base_url (self->trying));

  if (region == get_region (self) || region == SLUICE_REGION_OWN)
    return;

  adw_toggle_group_set_active_name (self->place, region == SLUICE_REGION_US ? "us" : "eu");
}

static void
found_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSignInPage *self = owner;
  GListModel *projects = NULL;

  set_busy (self, NULL);
  if (error != NULL)
    {
      g_clear_object (&self->trying);
      if (!sluice_error_is_cancelled (error))
        show_failure (self, error);
      return;
    }

  follow_region (self);
  g_set_object (&self->sign_in, self->trying);
  g_clear_object (&self->trying);
  update_scopes (self, self->sign_in);

  projects = sluice_sign_in_get_projects (self->sign_in);
  if (self->wanted_project != NULL)
    prove (self, self->wanted_project);
  else if (g_list_model_get_n_items (projects) == 1)
    {
      g_autoptr (SluiceAccount) only = g_list_model_get_item (projects, 0);

      prove (self, sluice_account_get_project_id (only));
    }
  else
    {
      show_projects (self);
      focus_projects (self);
    }
}

static void
find_projects (SluiceSignInPage *self)
{
  g_autofree char *base_url = dup_base_url (self);
  g_autofree char *address_fault = dup_address_fault (base_url);
  g_autofree char *label = NULL;
  g_autofree char *what = NULL;
  g_autoptr (SecretValue) key = dup_key (self);
  const char *key_fault = get_key_fault (key);

  if (key_fault != NULL)
    complain (self, self->key_note, self->key, key_fault);
  if (address_fault != NULL)
    complain (self, self->address_note, self->address, address_fault);
  if (key_fault != NULL || address_fault != NULL)
    return;

  g_set_object (&self->trying, NULL);
  self->trying = sluice_sign_in_new (base_url, key);
  label = sluice_region_dup_label (base_url);
  /* Translators: %s is “US”, “EU” or a host */
  what = g_strdup_printf (_ ("Asking %s whose key this is…"), label);
  set_busy (self, what);
  dex_clear (&self->asking_future);
  self->asking_future = sluice_when (sluice_sign_in_find_projects (self->trying), self, found_cb);
}

static void
prove_chosen (SluiceSignInPage *self)
{
  g_autofree char *project = g_strstrip (g_strdup (get_chosen_project (self)));

  if (*project == '\0' || strspn (project, "0123456789") != strlen (project))
    complain (self, self->number_note, self->number,
              _ ("Enter the project’s number. It stands in PostHog’s address, after “/project/”."));
  else
    prove (self, project);
}

static void
connect_cb (SluiceSignInPage *self)
{
  if (self->busy)
    return;

  clear_faults (self);
  if (self->sign_in == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->project_group)))
    find_projects (self);
  else
    prove_chosen (self);
}

static void
cancel_cb (SluiceSignInPage *self)
{
  dex_clear (&self->asking_future);
  g_clear_object (&self->trying);
  set_busy (self, NULL);
}

/* Something else was typed: what was found out is no longer about it. */
static void
forget_sign_in (SluiceSignInPage *self)
{
  if (self->busy)
    return;

  g_clear_object (&self->sign_in);
  sluice_error_card_clear (self->error_card);
  gtk_widget_set_visible (GTK_WIDGET (self->project_group), FALSE);
  update_scopes (self, NULL);
}

static void
place_changed_cb (SluiceSignInPage *self)
{
  if (self->address_note == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->address_group), get_region (self) == SLUICE_REGION_OWN);
  if (self->trying == NULL)
    forget_sign_in (self);
}

static void
address_changed_cb (SluiceSignInPage *self)
{
  sluice_note_row_set_fault (self->address_note, NULL);
  forget_sign_in (self);
}

static void
key_changed_cb (SluiceSignInPage *self)
{
  sluice_note_row_set_fault (self->key_note, NULL);
  forget_sign_in (self);
}

static void
number_changed_cb (SluiceSignInPage *self)
{
  sluice_note_row_set_fault (self->number_note, NULL);
}

static void
make_key_cb (SluiceSignInPage *self)
{
  g_autofree char *base_url = dup_base_url (self);
  g_autofree char *fault = dup_address_fault (base_url);
  g_autofree char *uri = NULL;

  if (fault != NULL)
    {
      complain (self, self->address_note, self->address, fault);
      return;
    }

  uri = g_strconcat (base_url, KEYS_PATH, NULL);
  sluice_open_link (GTK_WIDGET (self), uri);
}

static void
sluice_sign_in_page_shown (AdwNavigationPage *page)
{
  SluiceSignInPage *self = SLUICE_SIGN_IN_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->key));
}

static void
sluice_sign_in_page_hidden (AdwNavigationPage *page)
{
  cancel_cb (SLUICE_SIGN_IN_PAGE (page));
}

static void
sluice_sign_in_page_dispose (GObject *object)
{
  SluiceSignInPage *self = SLUICE_SIGN_IN_PAGE (object);

  dex_clear (&self->asking_future);
  g_clear_object (&self->trying);
  g_clear_object (&self->sign_in);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (sluice_sign_in_page_parent_class)->dispose (object);
}

static void
sluice_sign_in_page_finalize (GObject *object)
{
  SluiceSignInPage *self = SLUICE_SIGN_IN_PAGE (object);

  g_ptr_array_unref (self->project_rows);
  g_ptr_array_unref (self->project_checks);
  g_free (self->wanted_project);

  G_OBJECT_CLASS (sluice_sign_in_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/sign-in/sluice-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, place);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, address_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, address);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, key_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, key);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, project_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, number);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, connect);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, asking);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, asking_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceSignInPage, scopes_group);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
sluice_sign_in_page_class_init (SluiceSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->dispose = sluice_sign_in_page_dispose;
  object_class->finalize = sluice_sign_in_page_finalize;
  page_class->shown = sluice_sign_in_page_shown;
  page_class->hidden = sluice_sign_in_page_hidden;

  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 2, SLUICE_TYPE_SIGN_IN, SLUICE_TYPE_ACCOUNT);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static SluiceNoteRow *
add_note (AdwPreferencesGroup *group, AdwEntryRow *row)
{
  GtkWidget *note = sluice_note_row_new (row);

  adw_preferences_group_add (group, note);

  return SLUICE_NOTE_ROW (note);
}

/* Beside each other only where the narrowest window has room for that, as languages go. */
static void
fit_places (AdwToggleGroup *place)
{
  int width = 0;

  gtk_widget_measure (GTK_WIDGET (place), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > NARROWEST)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (place), GTK_ORIENTATION_VERTICAL);
}

static void
sluice_sign_in_page_init (SluiceSignInPage *self)
{
  self->project_rows = g_ptr_array_new ();
  self->project_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->address_note = add_note (self->address_group, self->address);
  self->key_note = add_note (self->key_group, self->key);
  self->number_note = add_note (self->project_group, self->number);
  for (guint scope = 0; scope < SLUICE_N_SCOPES; scope++)
    {
      self->scope_rows[scope] = SLUICE_SCOPE_ROW (sluice_scope_row_new (scope));
      adw_preferences_group_add (self->scopes_group, GTK_WIDGET (self->scope_rows[scope]));
    }
  g_signal_connect (self->place, "realize", G_CALLBACK (fit_places), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->place_label,
                                  NULL, -1);
}

static void
choose_server (SluiceSignInPage *self, const char *base_url)
{
  const SluiceRegion region = sluice_region_from_base_url (base_url);

  if (region == SLUICE_REGION_OWN)
    gtk_editable_set_text (GTK_EDITABLE (self->address), base_url);
  adw_toggle_group_set_active_name (self->place, region == SLUICE_REGION_US ? "us" :
                                                 region == SLUICE_REGION_EU ? "eu" :
                                                                              "own");
  place_changed_cb (self);
}

SluiceSignInPage *
sluice_sign_in_page_new (SluiceAccount *account, const char *reason)
{
  SluiceSignInPage *self = g_object_new (SLUICE_TYPE_SIGN_IN_PAGE, NULL);

  if (account != NULL)
    self->wanted_project = g_strdup (sluice_account_get_project_id (account));
  choose_server (self, account != NULL ? sluice_account_get_base_url (account) :
                                         sluice_region_get_base_url (SLUICE_REGION_US));
  if (reason != NULL)
    sluice_error_card_show_error (self->error_card, reason, NULL, NULL);

  return self;
}

void
sluice_sign_in_page_set_purpose (SluiceSignInPage *self, const char *base_url, const char *purpose)
{
  g_return_if_fail (SLUICE_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (base_url != NULL);
  g_return_if_fail (purpose != NULL);

  choose_server (self, base_url);
  adw_window_title_set_subtitle (self->window_title, purpose);
}
