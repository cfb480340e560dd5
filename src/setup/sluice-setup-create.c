/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-create-search.h"
#include "sluice-json.h"
#include "sluice-plan-work.h"
#include "sluice-secret-text.h"
#include "sluice-setup-private.h"
#include "sluice-setup-secrets.h"
#include "sluice-stage-private.h"

/* The ids of all sources of the plan's type: none of them is the one that is created now. Within a fiber. */
static char **
list_known_ids (SluiceSetup *self, GError **error)
{
  const char *type = sluice_source_type_get_name (sluice_plan_get_source_type (self->plan));
  g_autoptr (GListModel) sources = dex_await_object (sluice_client_list_sources (self->client), error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (sources == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (sluice_source_get_source_type (source), type) == 0)
        g_strv_builder_add (ids, sluice_source_get_id (source));
    }

  return g_strv_builder_end (ids);
}

/* Whether a source may have come of a create that gave @error: no answer, or one that says yes and cannot be read. */
static gboolean
is_lost (const GError *error)
{
  guint status = sluice_api_error_get_status (error);

  return sluice_api_error_is_doubtful (error) || sluice_error_is_cancelled (error) || (status >= 200 && status < 300);
}

static gboolean
check_cancelled (SluiceSetup *self, GError **error)
{
  if (!self->cancelled)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The set-up was cancelled");

  return FALSE;
}

/* Should this write fail, the disk says "creating", which sends nothing again either. Within a fiber. */
static void
return_to_draft (SluiceSetup *self)
{
  if (!sluice_setup_enter (self, SLUICE_SETUP_STATE_DRAFT, NULL, NULL))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_DRAFT);
}

/* Everything before the one request that creates. Nothing was sent when it fails. Within a fiber. */
static gboolean
prepare (SluiceSetup *self, GError **error)
{
  g_auto (GStrv) known_ids = NULL;
  g_autoptr (DexFuture) stored = NULL;

  if (!dex_await (sluice_journal_write_plan (self->journal, self->plan), error))
    return FALSE;

  /* While the server answers the keyring can; where none takes the secrets, they stay in memory for this run. */
  stored = sluice_setup_secrets_store (self->keyring, self->journal, self->secrets);
  /* One that has appeared since it was first sent may be ours. */
  if (!self->resend && (known_ids = list_known_ids (self, error)) == NULL)
    return FALSE;
  dex_await (g_steal_pointer (&stored), NULL);
  if (!check_cancelled (self, error) ||
      !sluice_setup_enter (self, SLUICE_SETUP_STATE_CREATING, (const char *const *) known_ids, error))
    return FALSE;
  if (check_cancelled (self, error))
    return TRUE;

  return_to_draft (self);

  return FALSE;
}

static void
refuse_create (SluiceSetup *self, const GError *error)
{
  g_autofree char *detail = sluice_setup_dup_create_detail (self);

  if (self->cancelled)
    sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_TO_COME, NULL, NULL);
  else
    sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_FAILED, detail, error);
}

static DexFuture *
write_body (SluicePlan *plan, gpointer data)
{
  g_autoptr (JsonNode) body = sluice_plan_to_create_body (plan);
  char *text = sluice_json_to_text (body);

  return dex_future_new_take_boxed (G_TYPE_BYTES,
                                    g_bytes_new_with_free_func (text, strlen (text), sluice_secret_free, text));
}

/* Whether the prefix is surely nobody's: what cannot be asked is no proof of that. Within a fiber. */
static gboolean
is_prefix_free (SluiceSetup *self, GError **error)
{
  const char *type = sluice_source_type_get_name (sluice_plan_get_source_type (self->plan));

  return dex_await (sluice_client_check_prefix (self->client, type, sluice_plan_get_prefix (self->plan)), error);
}

SluiceSetupOutcome
sluice_setup_create (SluiceSetup *self, GError **error)
{
  g_autoptr (DexFuture) written = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) fault = NULL;
  char *source_id;

  dex_await (sluice_plan_work_settle (self->plan), NULL);
  /* Before anything else is waited for: what is sent is what the draft says, whatever happens to the plan meanwhile. */
  written = sluice_plan_work_run (self->plan, write_body, NULL, NULL);
  g_clear_pointer (&self->secrets, secret_value_unref);
  self->secrets = sluice_setup_secrets_take (self->plan);
  if (!prepare (self, &fault))
    {
      refuse_create (self, fault);
      g_propagate_error (error, g_steal_pointer (&fault));
      return SLUICE_SETUP_REFUSED;
    }

  body = dex_await_boxed (g_steal_pointer (&written), NULL);
  self->sent_at = sluice_clock_now (&self->clock);
  source_id = dex_await_string (sluice_client_create_source (self->client, body), &fault);
  if (source_id != NULL)
    {
      sluice_setup_take_source_id (self, source_id);
      return SLUICE_SETUP_MADE;
    }
  /* What was sent before may have come to light just now, and holds the prefix (DESIGN 6, Create 4). */
  if (is_lost (fault) || (self->resend && !is_prefix_free (self, NULL)))
    {
      g_clear_error (&self->loss);
      self->loss = g_steal_pointer (&fault);
      return SLUICE_SETUP_LOST;
    }

  return_to_draft (self);
  refuse_create (self, fault);
  g_propagate_error (error, g_steal_pointer (&fault));

  return SLUICE_SETUP_REFUSED;
}

gint64
sluice_setup_recall_sent_at (SluiceSetup *self)
{
  GDateTime *sent_at = sluice_journal_get_sent_at (self->journal);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  /* A clock that was set back must not keep anybody waiting for years. */
  GTimeSpan passed = sent_at != NULL ? MAX (g_date_time_difference (now, sent_at), 0) : 0;

  return sluice_clock_now (&self->clock) - passed;
}

static void
looked_cb (SluiceCreateFinding finding, guint seconds_left, const GError *error, gpointer user_data)
{
  SluiceSetup *self = user_data;
  guint minutes = (seconds_left + 59) / 60;
  g_autofree char *left = NULL;
  g_autofree char *detail = NULL;

  if (minutes > 0)
    /* Translators: how long Sluice goes on looking for a source. */
    left = g_strdup_printf (ngettext ("%'u more minute at the most", "%'u more minutes at the most", minutes), minutes);
  else
    left = g_strdup (_ ("until the server answers"));

  if (finding == SLUICE_CREATE_FINDING_PARTIAL)
    /* Translators: %s is "9 more minutes at the most". */
    detail = g_strdup_printf (_ ("A source like it is there, and not complete yet. Sluice looks again, %s."), left);
  else
    /* Translators: %s is "9 more minutes at the most". */
    detail = g_strdup_printf (_ ("The answer was lost. Sluice sends nothing again, and looks whether the source is "
                                 "there, %s."),
                              left);
  sluice_stage_set_detail (sluice_setup_get_stage (self, SLUICE_STAGE_CREATE), detail,
                           error != NULL ? error : self->loss);
}

static void
ask_about_partial (SluiceSetup *self)
{
  sluice_setup_enter_stage (
      self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
      _ ("The answer was lost. A source with this prefix came of it, or somebody else made one: it does not hold the "
         "tables you chose. Look at it in PostHog before you delete it."),
      NULL);
  sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN);
}

/* Within a fiber. */
static void
ask_about_none (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;
  gboolean free = is_prefix_free (self, &error);

  if (!free && g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    {
      sluice_setup_enter_stage (
          self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
          _ ("The answer was lost and your source is not there, but its prefix is taken: somebody else made a source "
             "meanwhile. Choose another prefix."),
          error);
      sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_NEW_PREFIX);
      return;
    }

  sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
                            _ ("The answer was lost, and ten minutes later the source is not there. It can be sent "
                               "again without making a second one."),
                            free ? NULL : error);
  sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_SEND_AGAIN);
}

gboolean
sluice_setup_find (SluiceSetup *self, gboolean at_once)
{
  SluiceCreateSearch search = {
    .client = self->client,
    .plan = self->plan,
    .journal = self->journal,
    .clock = &self->clock,
    .sent_at = self->sent_at,
    .at_once = at_once,
    .stop = DEX_FUTURE (self->stop),
    .func = looked_cb,
    .user_data = self,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *source_id = NULL;
  SluiceCreateFinding finding;

  sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_NONE);
  /* What an earlier look took for ours may turn out to be somebody else's. */
  g_clear_pointer (&self->partial_id, g_free);
  sluice_stage_enter (sluice_setup_get_stage (self, SLUICE_STAGE_CREATE), SLUICE_STAGE_RUNNING,
                      _ ("Looking for the source"),
                      _ ("The answer was lost. Sluice sends nothing again, and looks whether the source is there."),
                      self->loss);
  if (!sluice_create_search_run (&search, &finding, &source_id, &error))
    {
      sluice_setup_enter_stage (
          self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
          _ ("It is not known yet whether the source was created. Resume it on the first page to look again."),
          sluice_error_is_cancelled (error) ? self->loss : error);
      return FALSE;
    }

  switch (finding)
    {
    case SLUICE_CREATE_FINDING_FOUND:
      sluice_setup_take_source_id (self, g_steal_pointer (&source_id));
      return TRUE;

    case SLUICE_CREATE_FINDING_PARTIAL:
      g_set_str (&self->partial_id, source_id);
      ask_about_partial (self);
      return FALSE;

    case SLUICE_CREATE_FINDING_NONE:
    default:
      ask_about_none (self);
      return FALSE;
    }
}

/* Removes the source that is not complete. Within a fiber. */
static gboolean
delete_partial (SluiceSetup *self, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (self->partial_id == NULL)
    return TRUE;
  if (!dex_await (sluice_client_delete_source (self->client, self->partial_id), &fault) &&
      !g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  g_clear_pointer (&self->partial_id, g_free);

  return TRUE;
}

/* The question stays as it was put. */
static SluiceSetupOutcome
fail_to_send_again (SluiceSetup *self, const GError *error)
{
  sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
                            _ ("The source that is not complete could not be deleted, and nothing was sent."), error);

  return SLUICE_SETUP_REFUSED;
}

SluiceSetupOutcome
sluice_setup_create_again (SluiceSetup *self, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (!delete_partial (self, &fault))
    {
      SluiceSetupOutcome outcome = fail_to_send_again (self, fault);

      g_propagate_error (error, g_steal_pointer (&fault));
      return outcome;
    }

  sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_NONE);
  if (!sluice_setup_secrets_recall (self->keyring, self->journal, self->plan, &fault))
    {
      return_to_draft (self);
      refuse_create (self, fault);
      g_propagate_error (error, g_steal_pointer (&fault));
      return SLUICE_SETUP_REFUSED;
    }

  return sluice_setup_create (self, error);
}
