/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "server.h"
#include "sluice-client.h"

G_BEGIN_DECLS

#define TEST_KEY "phx_an-invented-key"
#define TEST_SECRET "s3cret-of-the-database"

/* A client of a server that does what a test tells it. Waits between tries take no time and are noted. */
typedef struct
{
  TestServer *server;
  SluiceClient *client;
  GArray *waits; /* guint, milliseconds */
} TestFixture;

void test_fixture_set_up (TestFixture *fixture, gconstpointer user_data);
/* Fails when anything still holds the client. */
void test_fixture_tear_down (TestFixture *fixture, gconstpointer user_data);
/* Makes the next wait never end. */
void test_fixture_wait_forever (TestFixture *fixture);

JsonNode *test_parse (const char *text);
/* @body NULL: there was none. The key came exactly and once. */
void test_assert_request (TestFixture *fixture, guint index, const char *method, const char *path, const char *query,
                          const char *body);
/* An error of the client, with nothing secret in it. */
void test_assert_error (const GError *error, int code);
/* All documents made from @text by putting something of another kind in the place of one value. (element-type utf8) */
GPtrArray *test_spoil (const char *text);

#define TEST_ADD(path, func) g_test_add (path, TestFixture, NULL, test_fixture_set_up, func, test_fixture_tear_down)

int test_run (int argc, char **argv, void (*add_tests) (void));

G_END_DECLS
