/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "sluice-setup-private.h"

G_BEGIN_DECLS

#define PLAY_KEY "phx_an-invented-key"
/* What no file may hold in any writing. */
#define PLAY_PASSWORD "s3cr€t \"quoted\" p/w+d"

#define PLAY_AUTHOR "ada@example.com"
#define PLAY_PREFIX_TAKEN                                                                                              \
  "You already have a source of this type. Add a table prefix so this connection's tables don't clash with your "      \
  "existing source."
#define PLAY_REFUSAL                                                                                                   \
  "The database rejected the username or password. Check the user and password for this source and try again."

/**
 * PlayAsk:
 *
 * What the server can be asked.
 */
typedef enum
{
  PLAY_LIST,
  PLAY_CREATE,
  PLAY_GET,
  PLAY_BULK,
  PLAY_PATCH,
  PLAY_JOBS,
  PLAY_ME,
  PLAY_PREFIX,
  PLAY_DELETE,
  PLAY_WEBHOOK_INFO,
  PLAY_WEBHOOK_CREATE,
  PLAY_WEBHOOK_INPUTS,
  PLAY_TABLE_PATCH,
  PLAY_TABLE_RELOAD,
  PLAY_TABLE_CANCEL,
} PlayAsk;

/**
 * PlayRequest:
 * @ask: what was asked
 * @body: what was sent, or NULL
 * @state: state.json as it stood on disk when the request arrived, or NULL
 * @query: what stood behind the question mark, or NULL
 * @at: when it came, by the clock
 */
typedef struct
{
  PlayAsk ask;
  JsonNode *body;
  JsonNode *state;
  char *query;
  gint64 at;
} PlayRequest;

typedef struct
{
  char *name;
  char *id;
  char *sync_type;
  char *frequency;
  gboolean should_sync;
  const char *status; /* NULL: never ran */
  gint64 rows;
  gboolean stored;
  const char *error;
  guint n_reloads;
  guint n_jobs;         /* that came after the first */
  gboolean begins_late; /* what is asked for shows when the test begins it */
} PlayTable;

/**
 * PlayWebhook:
 * @function_made: whether PostHog's side is there
 * @n_registered: how often the service has it: more than once delivers everything twice
 * @has_secret: whether the signing secret was entered
 * @refuses: the service refuses to make one
 * @wants_secret: it makes one, and shows its secret to nobody but its owner
 * @unreachable: the service cannot be asked
 * @missing_event: an event that the service does not send, or NULL
 */
typedef struct
{
  gboolean function_made;
  guint n_registered;
  gboolean has_secret;
  gboolean refuses;
  gboolean wants_secret;
  gboolean unreachable;
  const char *missing_event;
} PlayWebhook;

#define PLAY_WEBHOOK_URL "https://webhooks.example.com/public/webhooks/dwh/abc"
/* What the service says that cannot be asked, with something in it that is for nobody else. */
#define PLAY_WEBHOOK_FAULT "Expired API Key provided: rk_live_9f8e7d"
#define PLAY_WEBHOOK_REFUSAL "The API key may not create webhook endpoints."

typedef struct _Play Play;

/* Answers in the world's place: TRUE when it did. */
typedef gboolean (*PlayHook) (Play *play, PlayAsk ask, SoupServerMessage *message);

/**
 * Play:
 *
 * A server on loopback that plays one project: sources that were there, and the one that is created. A hook makes it
 * misbehave. Beside it a plan of a Postgres database, a client, and a set-up whose clock never waits.
 */
struct _Play
{
  SoupServer *server;
  char *url;
  GPtrArray *requests;   /* PlayRequest */
  GPtrArray *others;     /* char *: ids of sources that were there */
  GPtrArray *tables;     /* PlayTable, of the source that was created */
  GHashTable *strangers; /* the id of a source made by somebody else → how it is told of */
  char *source_id;       /* NULL until it is created, and once it is deleted */
  char *prefix;          /* what was sent with it */
  gboolean hidden;       /* it is there, and not listed */
  PlayWebhook webhook;
  PlayHook hook;
  void (*advance) (Play *play); /* before each reading of the source */
  guint n_readings;

  SluicePlan *plan;
  SluiceClient *client;
  SluiceSetup *setup;
  gint64 now;
  GArray *waits; /* guint, milliseconds */
};

void play_set_up (Play *play, gconstpointer user_data);
/* A set-up that keeps its secrets, in place of the one that has no keyring. */
void play_give_keyring (Play *play, SluiceKeyring *keyring);
/* A set-up that goes on with what a record says, in place of one that is no more. */
void play_take_up (Play *play, SluiceJournal *journal);
/* The program ends, whatever it was doing, and begins again with what is on the disk. */
void play_restart (Play *play);
void play_tear_down (Play *play, gconstpointer user_data);
/* Adds tables named "public.NAME" to the plan, each with @n_rows rows, updated_at and id. */
void play_discover (Play *play, guint n_rows, ...) G_GNUC_NULL_TERMINATED;
/* Adds tables that a webhook can bring, "public.NAME"; the last is one that nothing else can. */
void play_discover_webhooks (Play *play, ...) G_GNUC_NULL_TERMINATED;
/* Adds @n_tables tables "public.t0000" …, selected or not. */
void play_discover_many (Play *play, guint n_tables, gboolean selected);
SluiceTable *play_get_planned (Play *play, const char *name);
PlayTable *play_get_table (Play *play, const char *name);
/* For advance: what was asked for begins. */
void play_begin_again (PlayTable *table);
/* For advance: every table that is on has had its first sync. */
void play_complete_all (Play *play);
/* Answers with @status and a JSON text. */
void play_answer (SoupServerMessage *message, guint status, const char *json);
/* Closes the connection without an answer. */
void play_drop (SoupServerMessage *message);
/* Makes the source that is asked for, and answers nothing. */
gboolean play_make_and_drop (Play *play, PlayAsk ask, SoupServerMessage *message);
/* Has another source "ID", of the same type. @tables: the JSON of its tables. */
void play_add_stranger (Play *play, const char *id, const char *prefix, const char *author, const char *tables);
/* Hooks: create is answered with PLAY_REFUSAL, or not at all. */
gboolean play_refuse_create (Play *play, PlayAsk ask, SoupServerMessage *message);
gboolean play_drop_create (Play *play, PlayAsk ask, SoupServerMessage *message);
/* What the server does by itself, the hook left out. */
void play_behave (Play *play, PlayAsk ask, SoupServerMessage *message);
guint play_count (Play *play, PlayAsk ask);
PlayRequest *play_get_request (Play *play, PlayAsk ask, guint index);
/* A member of the state that was on disk when a request arrived. */
const char *play_get_state_on_disk (PlayRequest *request, const char *member);
/* The state.json of now, or NULL. (transfer full) */
JsonNode *play_read_state (Play *play);
/* Runs the set-up; FALSE and @error when create failed. */
gboolean play_run (Play *play, GError **error);
/* Runs the main context until nothing is under way. */
void play_finish (Play *play);
SluiceStage *play_get_stage (Play *play, SluiceStageKind kind);
/* What a page holds: dropping it cancels what is under it, unless that is disowned. (transfer full) */
DexFuture *play_chain (DexFuture *future);
gboolean play_await (DexFuture *future, GError **error);
gpointer play_await_object (DexFuture *future, GError **error);

#define PLAY_ADD(path, func) g_test_add (path, Play, NULL, play_set_up, func, play_tear_down)
#define play_assert_stage(play, kind, wanted, words)                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    SluiceStage *stage_ = play_get_stage (play, kind);                                                                 \
    g_assert_cmpint (sluice_stage_get_state (stage_), ==, wanted);                                                     \
    if ((words) != NULL)                                                                                               \
      g_assert_cmpstr (sluice_stage_get_detail (stage_), ==, words);                                                   \
  }                                                                                                                    \
  G_STMT_END

int play_main (int argc, char **argv, void (*add_tests) (void));

G_END_DECLS
