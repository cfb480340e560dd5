/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-count-phrases.h"
#include "sluice-facts.h"

/* Takes @text. */
static void
add_part (GStrvBuilder *builder, guint n, char *text)
{
  if (n > 0)
    g_strv_builder_take (builder, text);
  else
    g_free (text);
}

static char *
join (GStrvBuilder *builder)
{
  g_auto (GStrv) parts = g_strv_builder_end (builder);

  return sluice_facts_join ((const char *const *) parts);
}

char *
sluice_count_phrase_tally (const SluiceRowTally *tally)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  /* Translators: what a count of rows came to; here and below */
  g_strv_builder_take (builder,
                       g_strdup_printf (ngettext ("%'u table set", "%'u tables set", tally->n_set), tally->n_set));
  add_part (builder, tally->n_kept,
            g_strdup_printf (ngettext ("%'u keeps a better count", "%'u keep a better count", tally->n_kept),
                             tally->n_kept));
  add_part (builder, tally->n_unknown,
            g_strdup_printf (ngettext ("%'u unknown to the database", "%'u unknown to the database", tally->n_unknown),
                             tally->n_unknown));
  add_part (builder, tally->n_missing,
            g_strdup_printf (ngettext ("%'u not in the database", "%'u not in the database", tally->n_missing),
                             tally->n_missing));
  add_part (builder, tally->n_failed,
            g_strdup_printf (ngettext ("%'u failed", "%'u failed", tally->n_failed), tally->n_failed));

  return join (builder);
}

char *
sluice_count_phrase_current (SluiceTable *table)
{
  /* Translators: %s is the name of a table whose rows are being counted */
  return g_strdup_printf (_ ("Counting %s…"), sluice_table_get_name (table));
}

char *
sluice_count_phrase_progress (const SluiceRowTally *tally)
{
  if (tally->n_failed > 0)
    /* Translators: how a count of rows goes on: how many tables are done, of how many, and how many failed */
    return g_strdup_printf (_ ("%'u of %'u tables · %'u failed"), tally->n_done, tally->n_total, tally->n_failed);

  /* Translators: how a count of rows goes on: how many tables are done, of how many */
  return g_strdup_printf (_ ("%'u of %'u tables done"), tally->n_done, tally->n_total);
}

char *
sluice_count_phrase_paste (const SluiceRowCountPaste *paste)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const guint *n = paste->n;
  const guint n_odd = n[SLUICE_PASTE_NOT_A_NUMBER] + n[SLUICE_PASTE_CONTRADICTED];

  if (paste->counts->len == 0)
    return g_strdup (
        _ ("There are no names with numbers in it. Copy the result together with the names of its columns."));

  /* Translators: what a pasted result holds; here and below */
  g_strv_builder_take (builder,
                       g_strdup_printf (ngettext ("%'u line matched", "%'u lines matched", n[SLUICE_PASTE_MATCHED]),
                                        n[SLUICE_PASTE_MATCHED]));
  add_part (builder, n[SLUICE_PASTE_NO_NUMBER],
            g_strdup_printf (ngettext ("%'u without a number", "%'u without a number", n[SLUICE_PASTE_NO_NUMBER]),
                             n[SLUICE_PASTE_NO_NUMBER]));
  add_part (builder, n[SLUICE_PASTE_AMBIGUOUS],
            g_strdup_printf (ngettext ("%'u ambiguous", "%'u ambiguous", n[SLUICE_PASTE_AMBIGUOUS]),
                             n[SLUICE_PASTE_AMBIGUOUS]));
  add_part (builder, n_odd, g_strdup_printf (ngettext ("%'u not understood", "%'u not understood", n_odd), n_odd));
  add_part (builder, n[SLUICE_PASTE_NOT_FOUND],
            g_strdup_printf (ngettext ("%'u not of this source", "%'u not of this source", n[SLUICE_PASTE_NOT_FOUND]),
                             n[SLUICE_PASTE_NOT_FOUND]));

  return join (builder);
}

char *
sluice_count_phrase_scope (guint n_tables, guint n_uncounted)
{
  g_autofree char *tables = g_strdup_printf (ngettext ("%'u table", "%'u tables", n_tables), n_tables);

  if (n_uncounted == 0)
    return g_steal_pointer (&tables);

  /* Translators: %s is a number of tables: “14 tables, 12 without a count” */
  return g_strdup_printf (ngettext ("%s, %'u without a count", "%s, %'u without a count", n_uncounted), tables,
                          n_uncounted);
}
