/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-synced.h"
#include "unit-common.h"

/* What a source has stored of "orders", "customers" and "sales.lines", in the order in which they are asked for. */
static char *
describe (const char *host, const char *schema, const char *inputs, const char *prefix)
{
  static const char *const names[] = { "orders", "customers", "missing" };
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);
  g_autofree char *text = g_strdup_printf ("[{'id':'1','source_type':'Postgres','job_inputs':%s,'schemas':["
                                           "{'id':'a','name':'%sorders','should_sync':true,'table':{'id':'1',"
                                           "'name':'x','row_count':1250}},"
                                           "{'id':'b','name':'%scustomers','should_sync':true,'table':null}]}]",
                                           inputs, prefix, prefix);
  g_autoptr (GListModel) sources = unit_sources (text);
  g_autoptr (SluiceSource) source = g_list_model_get_item (sources, 0);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = NULL;
  GString *told = g_string_new (NULL);
  guint n_known = 0;

  sluice_form_set_value (form, "host", host);
  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "schema", schema);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *table = g_strdup_printf ("{'table':'%s%s'}", *schema == '\0' ? "public." : "", names[i]);

      g_ptr_array_add (tables, unit_table (table));
    }
  rows = sluice_row_count_synced_read (source, form, tables, &n_known);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (told, "%" G_GINT64_FORMAT " ", g_array_index (rows, gint64, i));
  g_string_append_printf (told, "(%u)", n_known);

  return g_string_free_and_steal (told);
}

static void
test_read (void)
{
  static const struct
  {
    const char *host, *schema, *inputs, *prefix, *told;
  } cases[] = {
    { "h", "public", "{'host':'h','database':'shop','schema':'public'}", "", "1250 -1 -1 (1)" },
    { "h", "", "{'host':'h','database':'shop','schema':'public'}", "", "1250 -1 -1 (1)" },
    { "h", "public", "{'host':'h','database':'shop','schema':''}", "public.", "1250 -1 -1 (1)" },
    /* Another schema, another database */
    { "h", "public", "{'host':'h','database':'shop','schema':'archive'}", "", "-1 -1 -1 (0)" },
    { "h", "public", "{'host':'other','database':'shop','schema':'public'}", "", "-1 -1 -1 (0)" },
    { "h", "public", "{}", "", "-1 -1 -1 (0)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = describe (cases[i].host, cases[i].schema, cases[i].inputs, cases[i].prefix);

      g_test_message ("%u", i);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-count-synced/read", test_read);

  return g_test_run ();
}
