/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "sluice-read-only-user.h"
#include "unit-common.h"

/* read-only-user PASSWORD PATH VALUE…: prints the SQL that Sluice offers for a Postgres form with these values. */

int
main (int argc, char **argv)
{
  g_autoptr (SluiceSourceType) type = NULL;
  g_autoptr (SluiceForm) form = NULL;
  g_autoptr (SluiceReadOnlyUser) user = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  type = unit_source_type ("Postgres");
  form = sluice_form_new (type);
  for (int i = 2; i + 1 < argc; i += 2)
    sluice_form_set_value (form, argv[i], argv[i + 1]);
  user = sluice_read_only_user_new (form, argv[1]);
  fputs (user->text, stdout);

  return 0;
}
