/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-workspace.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-region.h"
#include "sluice-setup-secrets.h"
#include "sluice-unfinished.h"

typedef enum
{
  LIST_SOURCES,
  LIST_SOURCE_TYPES,
  LIST_UNFINISHED,
  N_LISTS
} List;

struct _SluiceWorkspace
{
  GObject parent_instance;

  SluiceClient *client;
  SluicePracticeProcess *practice;
  SluiceKeyring *keyring;
  char *title;
  GListStore *lists[N_LISTS];
  guint asked[N_LISTS];
  guint shown[N_LISTS];
  guint n_loading;
};

enum
{
  PROP_CLIENT = 1,
  PROP_PRACTICE,
  PROP_KEYRING,
  PROP_TITLE,
  PROP_SOURCES,
  PROP_SOURCE_TYPES,
  PROP_UNFINISHED,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceWorkspace, sluice_workspace, G_TYPE_OBJECT)

static gboolean
is_loopback (const char *base_url)
{
  g_autoptr (GUri) uri = base_url != NULL ? g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_strcmp0 (host, "localhost") == 0;
}

static char *
dup_title (SluiceWorkspace *self)
{
  const char *name = sluice_client_get_project_name (self->client);
  g_autofree char *region = NULL;
  g_autofree char *project = NULL;

  if (self->practice != NULL)
    return g_strdup (_ ("Practice workspace"));

  region = sluice_region_dup_label (sluice_client_get_base_url (self->client));
  if (name != NULL && *name != '\0')
    project = g_strdup (name);
  else
    /* Translators: %s is the project's number. */
    project = g_strdup_printf (_ ("Project %s"), sluice_client_get_project_id (self->client));

  return g_strdup_printf ("%s · %s", project, region);
}

static void
update_title (SluiceWorkspace *self)
{
  g_autofree char *title = dup_title (self);

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
add_loading (SluiceWorkspace *self, int change)
{
  gboolean was = self->n_loading > 0;

  self->n_loading += change;
  if (was != (self->n_loading > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* One reading of one list. It ends when it is freed: a dropped future never gets as far as its callback. */
typedef struct
{
  GWeakRef workspace;
  List list;
  guint number;
  gboolean loading;
} Reading;

static void
reading_end (Reading *reading)
{
  g_autoptr (SluiceWorkspace) self = g_weak_ref_get (&reading->workspace);

  if (reading->loading && self != NULL)
    add_loading (self, -1);
  reading->loading = FALSE;
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  reading_end (reading);
  g_weak_ref_clear (&reading->workspace);
  g_free (reading);
}

/* A set-up belongs to practice or not; a practice server has another port each time. */
static gboolean
is_wanted (SluiceWorkspace *self, List list, gpointer item)
{
  const char *base_url;

  if (list != LIST_UNFINISHED)
    return TRUE;

  base_url = sluice_journal_get_base_url (item);
  if (base_url == NULL || g_strcmp0 (base_url, sluice_client_get_base_url (self->client)) == 0)
    return TRUE;

  return is_loopback (base_url) == (self->practice != NULL);
}

gboolean
sluice_workspace_is_practice_origin (const char *origin)
{
  return origin != NULL && is_loopback (origin);
}

gboolean
sluice_workspace_has_project (SluiceWorkspace *self, const char *origin, const char *project)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), FALSE);

  if (origin == NULL || g_strcmp0 (project, sluice_client_get_project_id (self->client)) != 0)
    return FALSE;

  return self->practice != NULL ? is_loopback (origin) :
                                  g_str_equal (origin, sluice_client_get_base_url (self->client));
}

/* Whether the sources that were read are those of the set-up's project. */
static gboolean
is_of_project (SluiceWorkspace *self, SluiceJournal *journal)
{
  return self->shown[LIST_SOURCES] > 0 && sluice_workspace_has_project (self, sluice_journal_get_base_url (journal),
                                                                        sluice_journal_get_project_id (journal));
}

/* A set-up whose window was closed, or that crashed, during its first load has nothing left to do once that is over. */
static void
close_finished (SluiceWorkspace *self)
{
  GListModel *unfinished = G_LIST_MODEL (self->lists[LIST_UNFINISHED]);

  for (guint i = g_list_model_get_n_items (unfinished); i > 0; i--)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (unfinished, i - 1);
      g_autoptr (SluiceSource) source = sluice_workspace_find_source (self, journal);

      if (source == NULL || sluice_journal_get_locked (journal) || !sluice_unfinished_is_over (journal, source))
        continue;

      g_list_store_remove (self->lists[LIST_UNFINISHED], i - 1);
      dex_future_disown (sluice_setup_secrets_finish (self->keyring, journal));
    }
}

static void
fill_list (SluiceWorkspace *self, List list, GListModel *model)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (is_wanted (self, list, item))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_list_store_splice (self->lists[list], 0, g_list_model_get_n_items (G_LIST_MODEL (self->lists[list])), items->pdata,
                       items->len);
  if (list != LIST_SOURCE_TYPES)
    close_finished (self);
}

static DexFuture *
read_cb (DexFuture *completed, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (SluiceWorkspace) self = g_weak_ref_get (&reading->workspace);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (value != NULL && self != NULL && reading->number > self->shown[reading->list])
    {
      self->shown[reading->list] = reading->number;
      fill_list (self, reading->list, g_value_get_object (value));
    }
  reading_end (reading);

  return value != NULL ? dex_future_new_true () : dex_ref (completed);
}

static DexFuture *
refresh (SluiceWorkspace *self, List list, DexFuture *future)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->workspace, self);
  reading->list = list;
  reading->number = ++self->asked[list];
  reading->loading = TRUE;
  add_loading (self, 1);

  return dex_future_finally (future, read_cb, reading, reading_free);
}

static void
sluice_workspace_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceWorkspace *self = SLUICE_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_PRACTICE:
      g_value_set_object (value, self->practice);
      break;

    case PROP_KEYRING:
      g_value_set_object (value, self->keyring);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SOURCES:
      g_value_set_object (value, self->lists[LIST_SOURCES]);
      break;

    case PROP_SOURCE_TYPES:
      g_value_set_object (value, self->lists[LIST_SOURCE_TYPES]);
      break;

    case PROP_UNFINISHED:
      g_value_set_object (value, self->lists[LIST_UNFINISHED]);
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, self->n_loading > 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_workspace_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_KEYRING)
    sluice_workspace_set_keyring (SLUICE_WORKSPACE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sluice_workspace_dispose (GObject *object)
{
  SluiceWorkspace *self = SLUICE_WORKSPACE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->practice);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (sluice_workspace_parent_class)->dispose (object);
}

static void
sluice_workspace_finalize (GObject *object)
{
  SluiceWorkspace *self = SLUICE_WORKSPACE (object);

  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (sluice_workspace_parent_class)->finalize (object);
}

static void
sluice_workspace_class_init (SluiceWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_workspace_get_property;
  object_class->set_property = sluice_workspace_set_property;
  object_class->dispose = sluice_workspace_dispose;
  object_class->finalize = sluice_workspace_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, SLUICE_TYPE_CLIENT, flags);
  properties[PROP_PRACTICE] = g_param_spec_object ("practice", NULL, NULL, SLUICE_TYPE_PRACTICE_PROCESS, flags);
  properties[PROP_KEYRING] = g_param_spec_object ("keyring", NULL, NULL, SLUICE_TYPE_KEYRING,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SOURCE_TYPES] = g_param_spec_object ("source-types", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_UNFINISHED] = g_param_spec_object ("unfinished", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_workspace_init (SluiceWorkspace *self)
{
  self->lists[LIST_SOURCES] = g_list_store_new (SLUICE_TYPE_SOURCE);
  self->lists[LIST_SOURCE_TYPES] = g_list_store_new (SLUICE_TYPE_SOURCE_TYPE);
  self->lists[LIST_UNFINISHED] = g_list_store_new (SLUICE_TYPE_JOURNAL);
}

SluiceWorkspace *
sluice_workspace_new (SluiceClient *client, SluicePracticeProcess *practice)
{
  SluiceWorkspace *self;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (practice == NULL || SLUICE_IS_PRACTICE_PROCESS (practice), NULL);

  self = g_object_new (SLUICE_TYPE_WORKSPACE, NULL);
  self->client = g_object_ref (client);
  g_set_object (&self->practice, practice);
  self->title = dup_title (self);
  g_signal_connect_object (client, "notify::project-name", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);

  return self;
}

SluiceClient *
sluice_workspace_get_client (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return self->client;
}

SluicePracticeProcess *
sluice_workspace_get_practice (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return self->practice;
}

SluiceKeyring *
sluice_workspace_get_keyring (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return self->keyring;
}

void
sluice_workspace_set_keyring (SluiceWorkspace *self, SluiceKeyring *keyring)
{
  g_return_if_fail (SLUICE_IS_WORKSPACE (self));
  g_return_if_fail (keyring == NULL || SLUICE_IS_KEYRING (keyring));

  if (!g_set_object (&self->keyring, keyring))
    return;

  if (keyring != NULL)
    dex_future_disown (sluice_setup_secrets_clean_up (keyring));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING]);
}

const char *
sluice_workspace_get_title (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return self->title;
}

GListModel *
sluice_workspace_get_sources (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->lists[LIST_SOURCES]);
}

GListModel *
sluice_workspace_get_source_types (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->lists[LIST_SOURCE_TYPES]);
}

GListModel *
sluice_workspace_get_unfinished (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->lists[LIST_UNFINISHED]);
}

SluiceSource *
sluice_workspace_find_source (SluiceWorkspace *self, SluiceJournal *journal)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  if (!is_of_project (self, journal))
    return NULL;

  return sluice_unfinished_find_source (journal, G_LIST_MODEL (self->lists[LIST_SOURCES]));
}

gboolean
sluice_workspace_is_gone (SluiceWorkspace *self, SluiceJournal *journal)
{
  g_autoptr (SluiceSource) source = NULL;

  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), FALSE);

  if (sluice_journal_get_state (journal) == SLUICE_SETUP_STATE_GONE)
    return TRUE;

  source = sluice_workspace_find_source (self, journal);

  return source == NULL && sluice_journal_get_source_id (journal) != NULL && is_of_project (self, journal);
}

guint
sluice_workspace_count_sources (SluiceWorkspace *self, const char *source_type)
{
  GListModel *sources;
  guint count = 0;

  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), 0);

  sources = G_LIST_MODEL (self->lists[LIST_SOURCES]);
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (sluice_source_get_source_type (source), source_type) == 0)
        count++;
    }

  return count;
}

DexFuture *
sluice_workspace_refresh_sources (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return refresh (self, LIST_SOURCES, sluice_client_list_sources (self->client));
}

DexFuture *
sluice_workspace_refresh_source_types (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return refresh (self, LIST_SOURCE_TYPES, sluice_client_list_source_types (self->client));
}

DexFuture *
sluice_workspace_refresh_unfinished (SluiceWorkspace *self)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);

  return refresh (self, LIST_UNFINISHED, sluice_journal_list_unfinished ());
}

static DexFuture *
discarded_cb (DexFuture *completed, gpointer user_data)
{
  return sluice_workspace_refresh_unfinished (user_data);
}

DexFuture *
sluice_workspace_discard (SluiceWorkspace *self, SluiceJournal *journal)
{
  g_return_val_if_fail (SLUICE_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  return dex_future_then (sluice_setup_secrets_end (self->keyring, journal), discarded_cb, g_object_ref (self),
                          g_object_unref);
}
