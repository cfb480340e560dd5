/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-background.h"
#include "sluice-home-page.h"
#include "sluice-opened-plan.h"
#include "sluice-session.h"
#include "sluice-sign-in-page.h"
#include "sluice-start-page.h"
#include "sluice-window.h"

G_BEGIN_DECLS

/* What the parts of the window share: sluice-window.c is the widget with what it shows, sluice-window-accounts.c opens a
 * person's own projects, asks for keys and signs out, sluice-window-plans.c begins set-ups with plan files,
 * sluice-window-setups.c finds the one that a notification was about. */

struct _SluiceWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  SluiceKeyring *keyring;
  SluiceAccounts *accounts;
  SluicePracticeProcess *practice;
  SluiceWorkspace *practice_workspace; /* kept while another project is open, so that what runs there goes on */
  SluiceWorkspace *workspace;
  SluiceAccount *account;        /* of the workspace; NULL for the practice workspace */
  SluiceAccount *wanted;         /* the one that is being opened, or could not be */
  SluiceAccount *added;          /* the one whose key goes into the keyring */
  char *wanted_type;             /* what to set up once there is a key */
  gboolean wants_source;         /* whether to set up something once a project is open */
  SluiceJournal *wanted_journal; /* what to resume once its project is open */
  GListStore *sessions;          /* those whose set-up is under way, whether their page is open or not */
  SluiceBackground *background;  /* where they go on when the window is closed */
  GStrv practice_arguments;
  DexFuture *opening; /* while the start page says so */
  DexFuture *adding;  /* while the page that asked for the key is on top */
  DexFuture *signing_out;
  DexFuture *finding; /* the set-up that a notification was about */
  char *wanted_setup; /* its id */
  DexFuture *reading_plan;       /* a file that was opened */
  DexFuture *beginning_plan;     /* the set-up that begins with it */
  SluiceOpenedPlan *wanted_plan; /* what to set up once Home is there */
  guint plan_id;
  gboolean making_room; /* the person is asked what becomes of another set-up */
  gboolean plan_waits;  /* the notice says so */
  GMenu *projects_menu;
  GSimpleActionGroup *projects;
  gboolean closing;
  gboolean quitting;

  AdwBanner *notice;
  AdwToastOverlay *toasts;
  AdwNavigationView *navigation;
  SluiceStartPage *start;
  SluiceHomePage *home;
};

gboolean sluice_window_is_at_home (SluiceWindow *self);
/* Whether its actions can be done now, and which project is marked in the menu. */
void sluice_window_update_actions (SluiceWindow *self);
/* What is to be read in one's own time, and covers nothing meanwhile. NULL takes it away. */
void sluice_window_show_notice (SluiceWindow *self, const char *text);
/* The start page in the place of whatever there is. */
SluiceStartPage *sluice_window_show_start (SluiceWindow *self);
/* Home of a workspace in the place of whatever there is. @account: whose it is; NULL for the practice workspace */
void sluice_window_show_workspace (SluiceWindow *self, SluiceWorkspace *workspace, SluiceAccount *account);
/* @type_name: (nullable): the kind of source that was picked already */
void sluice_window_begin_set_up (SluiceWindow *self, const char *type_name);
void sluice_window_start_practice (SluiceWindow *self);

gboolean sluice_window_is_asking_for_key (SluiceWindow *self);
/* Whether there is a project that could have another key. */
gboolean sluice_window_can_ask_for_key (SluiceWindow *self);
void sluice_window_open_account (SluiceWindow *self, SluiceAccount *account);
/* @account: (nullable): whose key; @reason: (nullable): why it is asked for. The page is the window's. */
SluiceSignInPage *sluice_window_ask_for_key (SluiceWindow *self, SluiceAccount *account, const char *reason);
/* Home has to be there, or it is left to that. */
void sluice_window_show_session (SluiceWindow *self, SluiceSession *session);
/* @journal: of another project, to be resumed */
void sluice_window_ask_to_switch (SluiceWindow *self, SluiceJournal *journal);

/* sluice-window-plans.c: files that a set-up begins with. */
/* Looks whether the plan that waits can be begun now; from the main loop, as whatever leads here may not be over. */
void sluice_window_consider_plan (SluiceWindow *self);
/* The plan that waits is not wanted any more. */
void sluice_window_forget_plan (SluiceWindow *self);
void sluice_window_install_plan_actions (GtkWidgetClass *widget_class);
void sluice_window_create_plans (SluiceWindow *self);
/* Before the widgets go. */
void sluice_window_dispose_plans (SluiceWindow *self);
/* @session: with what there is to begin with. The page is the window's. */
void sluice_window_push_session (SluiceWindow *self, SluiceSession *session);
void sluice_window_install_account_actions (GtkWidgetClass *widget_class);
/* The keyring, the accounts and the menu of projects. */
void sluice_window_create_accounts (SluiceWindow *self);

G_END_DECLS
