/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * SluiceReadOnlyUser:
 * @text: what an administrator runs, in the words of the database; ends in a line break, and holds @password
 * @user: (nullable): the login that it makes, as it is to be typed in the form; %NULL where the form takes none
 * @password: (nullable): the login's password; %NULL where @text asks for it or uses a key
 * @where: where to run it, as a translated sentence
 * @caveat: (nullable): what else there is to know, as a translated sentence
 *
 * How to make a user for PostHog who may read and nothing else.
 */
typedef struct
{
  char *text;
  char *user;
  char *password;
  char *where;
  char *caveat;
} SluiceReadOnlyUser;

/**
 * sluice_read_only_user_new:
 * @form: the form of a source
 * @password: (nullable): a new password, such as sluice_password_generate() makes; %NULL for a placeholder
 *
 * Writes what makes a user who may read the schema or database that is typed, and no other where one is, with its
 * tables of now and of later where the database can grant that. The user is the one that is typed, unless that is a
 * well-known administrator, who cannot be made read-only. What is typed as a password is never in it.
 *
 * Returns: (transfer full) (nullable): what to run, or %NULL for a type of source that Sluice does not know
 */
SluiceReadOnlyUser *sluice_read_only_user_new (SluiceForm *form, const char *password);

/**
 * sluice_read_only_user_fill_form:
 * @self: what was run
 * @form: the form that it was made from
 *
 * Puts the user and the password into the form.
 */
void sluice_read_only_user_fill_form (SluiceReadOnlyUser *self, SluiceForm *form);

/**
 * sluice_read_only_user_free:
 * @self: (nullable): what to run
 *
 * Frees @self and wipes the password.
 */
void sluice_read_only_user_free (SluiceReadOnlyUser *self);

/**
 * sluice_password_generate:
 *
 * Makes a password that no database refuses: 27 characters of letters, digits and hyphens with each kind among them,
 * about 138 bits from the system's random numbers, and nothing in it that a connection string has to encode.
 *
 * Returns: (transfer full) (nullable): the password, to be wiped; %NULL if the system has no random numbers
 */
char *sluice_password_generate (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceReadOnlyUser, sluice_read_only_user_free)

G_END_DECLS
