/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-assumptions.h"
#include "unit-common.h"

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);

  return variant;
}

static void
assert_shares (const SluiceAssumptions *assumptions,
               guint changed_low,
               guint changed_high,
               guint added_low,
               guint added_high)
{
  g_assert_cmpuint (assumptions->changed_low, ==, changed_low);
  g_assert_cmpuint (assumptions->changed_high, ==, changed_high);
  g_assert_cmpuint (assumptions->added_low, ==, added_low);
  g_assert_cmpuint (assumptions->added_high, ==, added_high);
}

static void
test_usual (void)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (sluice_assumptions_to_variant (sluice_assumptions_get_default ()));

  assert_shares (sluice_assumptions_get_default (), 300, 1500, 100, 500);
  g_assert_true (sluice_assumptions_check (sluice_assumptions_get_default (), NULL));
  /* What nobody changed is not stored, so that a later version may know better. */
  g_assert_cmpuint (g_variant_n_children (variant), ==, 0);
}

static void
test_stored_and_read (void)
{
  static const SluiceAssumptions cases[] = {
    { 300, 1500, 100, 500 }, { 0, 0, 0, 0 },     { 1, SLUICE_SHARE_MAX, 7, 29 },
    { 250, 250, 100, 500 },  { 333, 667, 5, 5 }, { SLUICE_SHARE_MAX, SLUICE_SHARE_MAX, 0, SLUICE_SHARE_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) variant = g_variant_ref_sink (sluice_assumptions_to_variant (&cases[i]));
      g_autofree char *note = NULL;
      SluiceAssumptions read;

      g_assert_cmpstr (g_variant_get_type_string (variant), ==, "a{sd}");
      g_assert_true (sluice_assumptions_from_variant (variant, &read, &note));
      g_assert_null (note);
      g_assert_true (sluice_assumptions_equal (&read, &cases[i]));
    }
}

/* What is missing is as usual, and what a newer version wrote is passed over. */
static void
test_stored_in_part (void)
{
  g_autoptr (GVariant) variant = parse ("{'changed-high': 40.0, 'moon': 7.0}");
  SluiceAssumptions read;

  g_assert_true (sluice_assumptions_from_variant (variant, &read, NULL));
  assert_shares (&read, 300, 4000, 100, 500);
}

static void
test_corrupt (void)
{
  static const char *const cases[] = {
    "{'changed-low': 20.0}",    "{'changed-high': 2.0}",
    "{'added-low': 5.01}",      "{'added-high': -1.0}",
    "{'changed-low': -0.004}",  "{'changed-high': 1e9}",
    "{'changed-high': 1001.0}", "{'changed-low': nan}",
    "{'changed-high': inf}",    "'3–15 %'",
    "{'changed-low': '3'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) variant = parse (cases[i]);
      g_autofree char *note = NULL;
      SluiceAssumptions read;

      g_assert_false (sluice_assumptions_from_variant (variant, &read, &note));
      g_assert_true (sluice_assumptions_equal (&read, sluice_assumptions_get_default ()));
      g_assert_nonnull (note);
      g_assert_true (g_str_has_prefix (note, "The stored assumptions cannot be used"));
      g_assert_false (sluice_assumptions_from_variant (variant, &read, NULL));
    }
}

static void
test_check (void)
{
  static const struct
  {
    SluiceAssumptions assumptions;
    gboolean good;
  } cases[] = {
    { { 300, 1500, 100, 500 }, TRUE },    { { 0, 0, 0, 0 }, TRUE },
    { { 301, 300, 100, 500 }, FALSE },    { { 300, 1500, 501, 500 }, FALSE },
    { { 300, 100001, 100, 500 }, FALSE }, { { 300, 1500, 100, 100001 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = NULL;

      g_assert_cmpint (sluice_assumptions_check (&cases[i].assumptions, &why), ==, cases[i].good);
      g_assert_cmpint (why == NULL, ==, cases[i].good);
    }
}

static void
assert_range (guint low, guint high, const char *expected)
{
  g_autofree char *text = sluice_share_dup_range (low, high);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  assert_range (300, 1500, "3\u2060–\u206015\u00a0%");
  assert_range (50, 1250, "0.5\u2060–\u206012.5\u00a0%");
  assert_range (1, 100000, "0.01\u2060–\u20601000\u00a0%");
  assert_range (500, 500, "5\u00a0%");
  assert_range (0, 0, "0\u00a0%");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/assumptions/usual", test_usual);
  g_test_add_func ("/assumptions/stored-and-read", test_stored_and_read);
  g_test_add_func ("/assumptions/stored-in-part", test_stored_in_part);
  g_test_add_func ("/assumptions/corrupt", test_corrupt);
  g_test_add_func ("/assumptions/check", test_check);
  g_test_add_func ("/assumptions/text", test_text);

  return g_test_run ();
}
