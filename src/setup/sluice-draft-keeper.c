/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-draft-keeper.h"

/* So long after a choice: typing is not written letter by letter. */
#define WRITE_AFTER_MS 1000

struct _SluiceDraftKeeper
{
  GObject parent_instance;

  SluicePlan *plan;
  SluiceJournal *journal;
  SluiceForm *form;
  GError *error;
  DexFuture *writing; /* the last write, while it is under way */
  guint write_id;
  gboolean changed;
  gboolean unwritten;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (SluiceDraftKeeper, sluice_draft_keeper, G_TYPE_OBJECT)

typedef enum
{
  PROP_CHANGED = 1,
  PROP_ERROR,
} SluiceDraftKeeperProps;

static GParamSpec *properties[PROP_ERROR + 1];

/* The properties of a plan that are choices. Its tables and its form tell of theirs themselves. */
static const char *const choices[] = {
  "prefix",   "description",   "frequency", "time-of-day", "new-tables", "new-tables-pattern",
  "remember", "discovered-at", "opened",
};

static void schedule_write (SluiceDraftKeeper *self);

static gboolean
is_kept (SluiceDraftKeeper *self)
{
  return !self->stopped && sluice_plan_get_source_type (self->plan) != NULL &&
         sluice_journal_get_state (self->journal) == SLUICE_SETUP_STATE_DRAFT;
}

static gboolean
is_same (const GError *a, const GError *b)
{
  return a != NULL && b != NULL ? g_error_matches (a, b->domain, b->code) && g_str_equal (a->message, b->message) :
                                  a == b;
}

static void
set_error (SluiceDraftKeeper *self, const GError *error)
{
  if (is_same (self->error, error))
    return;

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static DexFuture *
written_cb (DexFuture *completed, gpointer user_data)
{
  SluiceDraftKeeper *self = user_data;
  g_autoptr (GError) error = NULL;

  dex_clear (&self->writing);
  dex_future_get_value (completed, &error);
  self->unwritten |= error != NULL;
  set_error (self, error);
  /* What failed is tried again with the next choice, when somebody asks for it, or at the end. */
  if (error == NULL && self->unwritten)
    schedule_write (self);

  return dex_ref (completed);
}

static DexFuture *write_plan (SluiceDraftKeeper *self);

static DexFuture *
write_next_cb (DexFuture *completed, gpointer user_data)
{
  return write_plan (user_data);
}

static DexFuture *
write_plan (SluiceDraftKeeper *self)
{
  const gboolean wanted = self->unwritten && is_kept (self);
  DexFuture *writing;

  /* A slow disk gets one write at a time. */
  if (self->writing != NULL)
    return wanted ? dex_future_finally (dex_ref (self->writing), write_next_cb, g_object_ref (self), g_object_unref) :
                    dex_ref (self->writing);

  g_clear_handle_id (&self->write_id, g_source_remove);
  if (!wanted)
    return dex_future_new_true ();

  self->unwritten = FALSE;
  writing = dex_future_finally (sluice_journal_write_plan (self->journal, self->plan), written_cb, g_object_ref (self),
                                g_object_unref);
  if (dex_future_is_pending (writing))
    self->writing = dex_ref (writing);

  return writing;
}

static void
write_cb (gpointer user_data)
{
  SluiceDraftKeeper *self = user_data;

  self->write_id = 0;
  /* What is under way writes again when it has to. */
  if (self->writing == NULL)
    dex_future_disown (write_plan (self));
}

static void
schedule_write (SluiceDraftKeeper *self)
{
  if (self->write_id == 0)
    self->write_id = g_timeout_add_once (WRITE_AFTER_MS, write_cb, self);
}

static void
changed_cb (SluiceDraftKeeper *self)
{
  if (!is_kept (self))
    return;

  self->unwritten = TRUE;
  schedule_write (self);
  if (!self->changed)
    {
      self->changed = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
    }
}

static void
form_cb (SluiceDraftKeeper *self)
{
  SluiceForm *form = sluice_plan_get_form (self->plan);

  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_set_object (&self->form, form);
  if (form != NULL)
    g_signal_connect_object (form, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* Another kind of source, in place of one for which there is a draft. */
  if (self->changed)
    changed_cb (self);
}

static void
sluice_draft_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceDraftKeeper *self = SLUICE_DRAFT_KEEPER (object);

  switch ((SluiceDraftKeeperProps) prop_id)
    {
    case PROP_CHANGED:
      g_value_set_boolean (value, self->changed);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_draft_keeper_dispose (GObject *object)
{
  SluiceDraftKeeper *self = SLUICE_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->write_id, g_source_remove);
  if (self->plan != NULL && self->unwritten && is_kept (self))
    dex_future_disown (sluice_journal_write_plan (self->journal, self->plan));
  self->unwritten = FALSE;
  dex_clear (&self->writing);
  g_clear_object (&self->form);
  g_clear_object (&self->plan);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (sluice_draft_keeper_parent_class)->dispose (object);
}

static void
sluice_draft_keeper_finalize (GObject *object)
{
  g_clear_error (&SLUICE_DRAFT_KEEPER (object)->error);

  G_OBJECT_CLASS (sluice_draft_keeper_parent_class)->finalize (object);
}

static void
sluice_draft_keeper_class_init (SluiceDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_draft_keeper_get_property;
  object_class->dispose = sluice_draft_keeper_dispose;
  object_class->finalize = sluice_draft_keeper_finalize;

  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_draft_keeper_init (SluiceDraftKeeper *self)
{
}

SluiceDraftKeeper *
sluice_draft_keeper_new (SluicePlan *plan, SluiceJournal *journal)
{
  SluiceDraftKeeper *self;
  SluiceTableList *tables;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  self = g_object_new (SLUICE_TYPE_DRAFT_KEEPER, NULL);
  self->plan = g_object_ref (plan);
  self->journal = g_object_ref (journal);
  tables = sluice_plan_get_tables (plan);
  form_cb (self);
  g_signal_connect_object (plan, "notify::form", G_CALLBACK (form_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", choices[i], NULL);

      g_signal_connect_object (plan, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (tables, "table-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tables, "tables-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
sluice_draft_keeper_get_changed (SluiceDraftKeeper *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_KEEPER (self), FALSE);

  return self->changed;
}

const GError *
sluice_draft_keeper_get_error (SluiceDraftKeeper *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_KEEPER (self), NULL);

  return self->error;
}

DexFuture *
sluice_draft_keeper_flush (SluiceDraftKeeper *self)
{
  g_return_val_if_fail (SLUICE_IS_DRAFT_KEEPER (self), NULL);

  return write_plan (self);
}

void
sluice_draft_keeper_stop (SluiceDraftKeeper *self)
{
  g_return_if_fail (SLUICE_IS_DRAFT_KEEPER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->write_id, g_source_remove);
}
