/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-needed-rights.h"
#include "unit-common.h"

#include <string.h>

static SluiceForm *
new_form (const char *config)
{
  g_autoptr (JsonNode) node = unit_parse (config);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  return sluice_form_new (type);
}

static void
assert_rights (SluiceForm *form, const char *words)
{
  g_autofree char *rights = sluice_form_dup_needed_rights (form);

  g_assert_nonnull (rights);
  g_assert_nonnull (strstr (rights, words));
}

/* The server's words come first, and what webhooks need is never left out. */
static void
test_stripe (void)
{
  g_autoptr (SluiceForm) none = new_form ("{'name':'Stripe','fields':[]}");
  g_autoptr (SluiceForm) empty = new_form ("{'name':'Stripe','fields':[],'permissionsCaption':''}");
  g_autoptr (SluiceForm) old = new_form ("{'name':'Stripe','fields':[],'permissionsCaption':'Read **all**.'}");
  g_autoptr (SluiceForm) whole = new_form ("{'name':'Stripe','fields':[],'permissionsCaption':'Write on Webhooks.'}");
  g_autofree char *rights = sluice_form_dup_needed_rights (whole);

  assert_rights (none, "Subscriptions");
  assert_rights (none, "**Write** for *Webhook endpoints*");
  assert_rights (empty, "**Write** for *Webhook endpoints*");
  assert_rights (old, "Read **all**.");
  assert_rights (old, "**Write** for *Webhook endpoints*");
  g_assert_cmpstr (rights, ==, "Write on Webhooks.");
}

/* Who signs in needs no key with rights; of others only what the server says is said. */
static void
test_others (void)
{
  g_autoptr (SluiceSourceType) stripe = unit_source_type ("Stripe");
  g_autoptr (SluiceForm) form = sluice_form_new (stripe);
  g_autoptr (SluiceForm) plain = new_form ("{'name':'Zendesk','fields':[]}");
  g_autoptr (SluiceForm) said = new_form ("{'name':'Zendesk','fields':[],'permissionsCaption':'An agent.'}");

  assert_rights (form, "webhook endpoints");
  sluice_form_set_value (form, "auth_method", "oauth");
  g_assert_null (sluice_form_dup_needed_rights (form));
  g_assert_null (sluice_form_dup_needed_rights (plain));
  assert_rights (said, "An agent.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/needed-rights/stripe", test_stripe);
  g_test_add_func ("/needed-rights/others", test_others);

  return g_test_run ();
}
