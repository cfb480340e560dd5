/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-misbehave.h"
#include "sluice-practice-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * SluicePracticeExchange:
 * @message: libsoup's side of it, paused; only the main thread touches it
 * @request: our side of it
 * @fault: how it goes wrong
 * @number: the fault's number
 * @argument: (nullable): the fault's file, address or key
 * @user_data: whose it is
 *
 * One request on its way through the threads.
 */
typedef struct
{
  SoupServerMessage *message;
  SluicePracticeRequest *request;
  SluicePracticeFault fault;
  double number;
  char *argument;
  gpointer user_data;
} SluicePracticeExchange;

/**
 * sluice_practice_exchange_new:
 * @message: a request whose body is there
 * @base_url: what absolute addresses begin with
 * @user_data: whose it is
 *
 * Pauses @message and copies what an answer is made from.
 *
 * Returns: (transfer full): a new exchange
 */
SluicePracticeExchange *
sluice_practice_exchange_new (SoupServerMessage *message, const char *base_url, gpointer user_data);

/**
 * sluice_practice_exchange_free:
 * @self: (nullable): an exchange
 *
 * Frees @self.
 */
void sluice_practice_exchange_free (SluicePracticeExchange *self);

/**
 * sluice_practice_exchange_spoil:
 * @self: an exchange
 *
 * Writes the answer that a fault gives instead of a real one, which may be there already: an error of the right family,
 * the page of a proxy, the way to another address, or the contents of a file, which is a web page if its name ends in
 * `.html`. Blocks.
 */
void sluice_practice_exchange_spoil (SluicePracticeExchange *self);

/**
 * sluice_practice_exchange_send:
 * @self: (transfer full): an exchange whose answer is there
 *
 * Sends the answer, or the part of it that the fault lets through, and frees @self.
 */
void sluice_practice_exchange_send (SluicePracticeExchange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeExchange, sluice_practice_exchange_free)

G_END_DECLS
