/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-assumptions.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stddef.h>

G_DEFINE_BOXED_TYPE (SluiceAssumptions, sluice_assumptions, sluice_assumptions_copy, sluice_assumptions_free)

/* The assumptions of DESIGN 7.2. */
static const SluiceAssumptions usual = {
  .changed_low = 3 * SLUICE_SHARES_A_PERCENT,
  .changed_high = 15 * SLUICE_SHARES_A_PERCENT,
  .added_low = 1 * SLUICE_SHARES_A_PERCENT,
  .added_high = 5 * SLUICE_SHARES_A_PERCENT,
};

static const struct
{
  const char *key;
  gsize offset;
} members[] = {
  { "changed-low", offsetof (SluiceAssumptions, changed_low) },
  { "changed-high", offsetof (SluiceAssumptions, changed_high) },
  { "added-low", offsetof (SluiceAssumptions, added_low) },
  { "added-high", offsetof (SluiceAssumptions, added_high) },
};

static guint *
get_member (SluiceAssumptions *self, guint i)
{
  return (guint *) G_STRUCT_MEMBER_P (self, members[i].offset);
}

const SluiceAssumptions *
sluice_assumptions_get_default (void)
{
  return &usual;
}

SluiceAssumptions *
sluice_assumptions_copy (const SluiceAssumptions *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
sluice_assumptions_free (SluiceAssumptions *self)
{
  g_free (self);
}

gboolean
sluice_assumptions_equal (const SluiceAssumptions *self, const SluiceAssumptions *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->changed_low == other->changed_low && self->changed_high == other->changed_high &&
         self->added_low == other->added_low && self->added_high == other->added_high;
}

static gboolean
refuse (char **why, const char *sentence)
{
  if (why != NULL)
    *why = g_strdup (sentence);

  return FALSE;
}

gboolean
sluice_assumptions_check (const SluiceAssumptions *self, char **why)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->changed_low > self->changed_high || self->added_low > self->added_high)
    return refuse (why, _ ("A share that is at least expected is larger than the one that is at most expected."));
  if (self->changed_high > SLUICE_SHARE_MAX || self->added_high > SLUICE_SHARE_MAX)
    /* xgettext:no-c-format */
    return refuse (why, _ ("A share is larger than 1,000 %."));

  return TRUE;
}

GVariant *
sluice_assumptions_to_variant (const SluiceAssumptions *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sd}"));
  SluiceAssumptions copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = *self;
  for (guint i = 0; i < G_N_ELEMENTS (members) && !sluice_assumptions_equal (self, &usual); i++)
    g_variant_builder_add (&builder, "{sd}", members[i].key, *get_member (&copy, i) / (double) SLUICE_SHARES_A_PERCENT);

  return g_variant_builder_end (&builder);
}

static gboolean
read_members (GVariant *variant, SluiceAssumptions *self, char **why)
{
  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE ("a{sd}")))
    return refuse (why, _ ("They are not written as shares."));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      double percent = 0;

      if (!g_variant_lookup (variant, members[i].key, "d", &percent))
        continue;
      /* False for what is no number, too. */
      if (!(percent >= 0 && percent <= SLUICE_SHARE_MAX / SLUICE_SHARES_A_PERCENT))
        return refuse (why, _ ("A share is not between 0 and 1,000 percent."));
      *get_member (self, i) = (guint) lround (percent * SLUICE_SHARES_A_PERCENT);
    }

  return TRUE;
}

gboolean
sluice_assumptions_from_variant (GVariant *variant, SluiceAssumptions *self, char **note)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (variant != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  *self = usual;
  if (read_members (variant, self, &why) && sluice_assumptions_check (self, &why))
    return TRUE;

  *self = usual;
  if (note != NULL)
    /* Translators: of assumptions; %s is a sentence. */
    *note = g_strdup_printf (_ ("The stored assumptions cannot be used, so the usual ones count. %s"), why);

  return FALSE;
}

/* As many decimals as it has. */
static char *
dup_share (guint share)
{
  const int decimals = share % SLUICE_SHARES_A_PERCENT == 0 ? 0 : share % 10 == 0 ? 1 : 2;

  return g_strdup_printf ("%'.*f", decimals, share / (double) SLUICE_SHARES_A_PERCENT);
}

char *
sluice_share_dup_range (guint low, guint high)
{
  g_autofree char *from = dup_share (low);
  g_autofree char *to = dup_share (high);

  if (low == high)
    /* Translators: a share in percent: "5 %" */
    return g_strdup_printf (_ ("%s\u00a0%%"), to);

  /* Translators: a share in percent, from … to …: "3–15 %". Invisible word joiners around the dash keep it in one line.
   */
  return g_strdup_printf (_ ("%s\u2060–\u2060%s\u00a0%%"), from, to);
}
