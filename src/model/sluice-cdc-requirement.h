/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-cdc.h"
#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * SluiceCdcNeed:
 * @SLUICE_CDC_NEED_VERSION: PostgreSQL 13 or newer
 * @SLUICE_CDC_NEED_WAL_LEVEL: a write-ahead log that can be decoded
 * @SLUICE_CDC_NEED_REPLICATION: the user's right to replicate
 * @SLUICE_CDC_NEED_FREE_SLOT: room for one more replication slot
 * @SLUICE_CDC_NEED_CREATE: the user's right to create a publication
 * @SLUICE_CDC_NEED_SLOT: a replication slot that somebody else has made
 * @SLUICE_CDC_NEED_PUBLICATION: a publication that somebody else has made
 * @SLUICE_CDC_NEED_PUBLISHED: that the publication has the tables
 * @SLUICE_CDC_NEED_SELECT: the user's right to read the tables
 * @SLUICE_CDC_NEED_OWNER: that the tables are the user's, who publishes them
 * @SLUICE_CDC_NEED_KEY: a primary key on each table
 * @SLUICE_CDC_NEED_IDENTITY: a replica identity that tells rows apart
 * @SLUICE_CDC_NEED_OTHER: what the server says and Sluice does not know
 *
 * What near-real-time needs (contract, section 13.1).
 */
typedef enum
{
  SLUICE_CDC_NEED_VERSION,
  SLUICE_CDC_NEED_WAL_LEVEL,
  SLUICE_CDC_NEED_REPLICATION,
  SLUICE_CDC_NEED_FREE_SLOT,
  SLUICE_CDC_NEED_CREATE,
  SLUICE_CDC_NEED_SLOT,
  SLUICE_CDC_NEED_PUBLICATION,
  SLUICE_CDC_NEED_PUBLISHED,
  SLUICE_CDC_NEED_SELECT,
  SLUICE_CDC_NEED_OWNER,
  SLUICE_CDC_NEED_KEY,
  SLUICE_CDC_NEED_IDENTITY,
  SLUICE_CDC_NEED_OTHER,
} SluiceCdcNeed;

/**
 * SluiceCdcState:
 * @SLUICE_CDC_MET: it is there
 * @SLUICE_CDC_UNMET: it is missing
 * @SLUICE_CDC_NOT_SAID: the server says something that is not understood, which may be about this
 *
 * How it stands with a requirement.
 */
typedef enum
{
  SLUICE_CDC_MET,
  SLUICE_CDC_UNMET,
  SLUICE_CDC_NOT_SAID,
} SluiceCdcState;

#define SLUICE_TYPE_CDC_REQUIREMENT (sluice_cdc_requirement_get_type ())

/**
 * SluiceCdcRequirement:
 *
 * One line of the check: a requirement, how it stands with it, and what mends it. It does not change.
 */
G_DECLARE_FINAL_TYPE (SluiceCdcRequirement, sluice_cdc_requirement, SLUICE, CDC_REQUIREMENT, GObject)

/**
 * sluice_cdc_requirement_list:
 * @check: a check
 * @cdc: the settings it was made with
 * @form: the form it was made with
 * @tables: (element-type SluiceTable): the tables it was made with
 *
 * Sorts the server's words, whose wording is free, by what they are about: one line for each requirement, with all that
 * was said of it. SQL names the tables that the server names, or all where it names none.
 *
 * Returns: (transfer full): a list model of #SluiceCdcRequirement in a fixed order
 */
GListModel *sluice_cdc_requirement_list (SluiceCdcCheck *check, SluiceCdc *cdc, SluiceForm *form, GPtrArray *tables);

/**
 * sluice_cdc_requirement_get_need:
 * @self: a requirement
 *
 * Returns: what it is about
 */
SluiceCdcNeed sluice_cdc_requirement_get_need (SluiceCdcRequirement *self);

/**
 * sluice_cdc_requirement_get_state:
 * @self: a requirement
 *
 * Returns: how it stands with it
 */
SluiceCdcState sluice_cdc_requirement_get_state (SluiceCdcRequirement *self);

/**
 * sluice_cdc_requirement_get_title:
 * @self: a requirement
 *
 * Returns: what is needed, translated
 */
const char *sluice_cdc_requirement_get_title (SluiceCdcRequirement *self);

/**
 * sluice_cdc_requirement_get_reason:
 * @self: a requirement
 *
 * Returns: (nullable): the server's words, verbatim, a line each; %NULL unless unmet
 */
const char *sluice_cdc_requirement_get_reason (SluiceCdcRequirement *self);

/**
 * sluice_cdc_requirement_get_sql:
 * @self: a requirement
 *
 * Returns: (nullable): what an administrator can run to mend it
 */
const char *sluice_cdc_requirement_get_sql (SluiceCdcRequirement *self);

/**
 * sluice_cdc_requirement_get_note:
 * @self: a requirement
 *
 * Returns: (nullable): what to know about the SQL before it is run, translated
 */
const char *sluice_cdc_requirement_get_note (SluiceCdcRequirement *self);

G_END_DECLS
