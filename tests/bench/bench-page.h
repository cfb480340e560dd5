/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"
#include "sluice-step.h"

G_BEGIN_DECLS

/* The page Tables in a window of its own, as large as the screen of tests/ui/session. */
typedef struct
{
  SluicePlan *plan;
  SluiceTableList *tables;
  SluiceStep *page;
  GtkWidget *window;
  GtkColumnView *column_view;
} BenchPage;

/* A plan for a database, without tables. (transfer full) */
SluicePlan *bench_plan_new (void);
/* (element-type SluiceTable): as many tables of bench-answer.h from @first on. (transfer full) */
GPtrArray *bench_tables_new (guint first, guint n_tables);

/* Makes the page, with what is in @plan, and presents its window. */
void bench_page_open (BenchPage *self, SluicePlan *plan);
void bench_page_close (BenchPage *self);
/* A widget of the page by its type, or by its type's parent. */
GtkWidget *bench_page_find (GtkWidget *widget, GType type);

G_END_DECLS
