/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"

/* So often is tried what goes wrong now and then. */
#define ROUNDS 50

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Waits for what it is given, and then some more. */
static DexFuture *
waiting_fiber (gpointer promise)
{
  dex_await (dex_ref (promise), NULL);
  for (guint i = 0; i < 2; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  return dex_future_new_for_string ("done");
}

static DexFuture *
other_fiber (gpointer user_data)
{
  for (guint i = 0; i < 3; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  return dex_future_new_true ();
}

static void
assert_that_others_go_on (void)
{
  g_autoptr (DexFuture) other = sluice_fiber_spawn (other_fiber, NULL, NULL);
  const gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (dex_future_is_pending (other) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (dex_future_is_resolved (other));
}

static void
test_gives_what_it_returns (void)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  g_autoptr (DexFuture) future = sluice_fiber_spawn (waiting_fiber, dex_ref (promise), dex_unref);

  spin ();
  g_assert_true (dex_future_is_pending (future));
  dex_promise_resolve_boolean (promise, TRUE);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_value_get_string (dex_future_get_value (future, NULL)), ==, "done");
}

static void
free_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

static DexFuture *
endless_fiber (gpointer flag)
{
  g_autoptr (GError) error = NULL;

  dex_await (dex_future_new_infinite (), &error);
  g_assert_error (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* What nobody waits for any more does not go on, and leaves nothing behind. */
static void
test_ends_when_it_is_dropped (void)
{
  gboolean freed = FALSE;
  DexFuture *future = sluice_fiber_spawn (endless_fiber, &freed, free_cb);

  spin ();
  dex_clear (&future);
  spin ();
  g_assert_true (freed);
}

typedef enum
{
  BEFORE, /* what is waited for comes, and in the same turn nobody wants it any more */
  AFTER,  /* the other way about */
} Order;

/* However it is dropped, and whatever comes in that moment, the other flows of the program go on. */
static void
test_dropped_as_it_comes (gconstpointer order)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (DexPromise) awaited = dex_promise_new ();
      g_autoptr (DexPromise) enough = dex_promise_new ();
      g_autoptr (DexFuture) first =
          dex_future_first (DEX_FUTURE (dex_ref (enough)),
                            sluice_fiber_spawn (waiting_fiber, dex_ref (awaited), dex_unref), NULL);

      spin ();
      if (GPOINTER_TO_INT (order) == BEFORE)
        dex_promise_resolve_boolean (awaited, TRUE);
      dex_promise_resolve_boolean (enough, TRUE);
      if (GPOINTER_TO_INT (order) == AFTER)
        dex_promise_resolve_boolean (awaited, TRUE);
      assert_that_others_go_on ();
    }
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fiber/gives-what-it-returns", test_gives_what_it_returns);
  g_test_add_func ("/fiber/ends-when-it-is-dropped", test_ends_when_it_is_dropped);
  g_test_add_data_func ("/fiber/dropped-after-it-came", GINT_TO_POINTER (BEFORE), test_dropped_as_it_comes);
  g_test_add_data_func ("/fiber/dropped-before-it-comes", GINT_TO_POINTER (AFTER), test_dropped_as_it_comes);

  return g_test_run ();
}
