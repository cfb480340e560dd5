/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-table-filter.h"

gboolean
sluice_table_filter_is_empty (const SluiceTableFilter *self)
{
  return !self->selected && !self->attention && self->methods == 0 && self->sizes == 0;
}

gboolean
sluice_table_filter_equal (const SluiceTableFilter *self, const SluiceTableFilter *other)
{
  return !self->selected == !other->selected && !self->attention == !other->attention &&
         self->methods == other->methods && self->sizes == other->sizes;
}

SluiceTableSize
sluice_table_size_of (SluiceTable *table)
{
  const gint64 rows = sluice_table_get_rows (table);

  if (rows < 0)
    return SLUICE_TABLE_SIZE_UNKNOWN;
  if (rows < SLUICE_SMALL_ROWS)
    return SLUICE_TABLE_SIZE_SMALL;

  return rows < SLUICE_LARGE_ROWS ? SLUICE_TABLE_SIZE_MEDIUM : SLUICE_TABLE_SIZE_LARGE;
}

const char *
sluice_table_size_get_label (SluiceTableSize size)
{
  switch (size)
    {
    case SLUICE_TABLE_SIZE_SMALL:
      return _ ("Under 50,000 Rows");
    case SLUICE_TABLE_SIZE_MEDIUM:
      return _ ("50,000 to a Million Rows");
    case SLUICE_TABLE_SIZE_LARGE:
      return _ ("A Million Rows and More");
    case SLUICE_TABLE_SIZE_UNKNOWN:
    default:
      return _ ("Unknown Rows");
    }
}

gboolean
sluice_table_filter_matches (const SluiceTableFilter *self, SluiceTable *table)
{
  if ((self->selected || self->attention) && !sluice_table_get_selected (table))
    return FALSE;
  if (self->sizes != 0 && (self->sizes & (1u << sluice_table_size_of (table))) == 0)
    return FALSE;
  if (self->methods != 0 &&
      (!sluice_table_get_selectable (table) || (self->methods & (1u << sluice_table_get_method (table))) == 0))
    return FALSE;

  return !self->attention || sluice_advisor_get_warnings (table) != SLUICE_WARNING_NONE;
}
