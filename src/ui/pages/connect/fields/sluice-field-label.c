/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-field-label.h"

#include <glib/gi18n.h>

/* The server's labels are English. These are what most of its forms have in common. */
static const char *const labels[] = {
  N_ ("Host"),
  N_ ("Port"),
  N_ ("Database"),
  N_ ("User"),
  N_ ("Username"),
  N_ ("Password"),
  N_ ("Schema (optional)"),
  N_ ("Role (optional)"),
  N_ ("Connection string"),
  N_ ("Database name (optional)"),
  N_ ("Use SSH tunnel?"),
  N_ ("Use SSL?"),
  N_ ("Use HTTPS?"),
  N_ ("Verify server certificate?"),
  N_ ("Verify TLS certificate?"),
  N_ ("Yes"),
  N_ ("No"),
  N_ ("Authentication type"),
  N_ ("Key pair"),
  N_ ("Private key"),
  N_ ("Passphrase"),
  N_ ("API key"),
  N_ ("Restricted API key"),
  N_ ("Personal access token"),
  N_ ("Account ID"),
  N_ ("Account id (optional)"),
  N_ ("Warehouse"),
  N_ ("Repositories"),
  N_ ("Signing secret"),
};

const char *
sluice_field_label_translate (const char *label)
{
  g_return_val_if_fail (label != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (label, labels[i]))
      return _ (labels[i]);

  return label;
}
