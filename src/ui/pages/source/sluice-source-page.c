/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-catalogue-view.h"
#include "sluice-error-advice.h"
#include "sluice-new-key-button.h"
#include "sluice-source-page.h"
#include "sluice-when.h"

struct _SluiceSourcePage
{
  SluiceStep parent_instance;

  DexFuture *reading;
  char *wanted; /* the type that was picked before there was a key */
  guint wanted_id;

  GtkStack *stack;
  GtkLabel *failure;
  GtkWidget *retry;
  SluiceNewKeyButton *new_key;
  SluiceCatalogueView *view;
};

G_DEFINE_FINAL_TYPE (SluiceSourcePage, sluice_source_page, SLUICE_TYPE_STEP)

static GListModel *
get_types (SluiceSourcePage *self)
{
  return sluice_workspace_get_source_types (sluice_step_get_workspace (SLUICE_STEP (self)));
}

static void
update_choice (SluiceSourcePage *self)
{
  SluiceSourceType *chosen = sluice_plan_get_source_type (sluice_step_get_plan (SLUICE_STEP (self)));

  sluice_step_set_summary (SLUICE_STEP (self), chosen != NULL ? sluice_source_type_get_label (chosen) : NULL);
  sluice_step_set_complete (SLUICE_STEP (self), chosen != NULL);
  sluice_catalogue_view_set_chosen (self->view, chosen != NULL ? sluice_source_type_get_name (chosen) : NULL);
}

static void
picked_cb (SluiceSourcePage *self, SluiceSourceType *source_type)
{
  if (!sluice_catalogue_view_accept (self->view, source_type))
    return;

  sluice_plan_set_source_type (sluice_step_get_plan (SLUICE_STEP (self)), source_type);
  update_choice (self);
  sluice_step_advance (SLUICE_STEP (self));
}

static void
go_on_cb (SluiceSourcePage *self)
{
  sluice_step_advance (SLUICE_STEP (self));
}

static void
escape_cb (SluiceSourcePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.escape", NULL);
}

/* (transfer full) (nullable) */
static SluiceSourceType *
find_type (SluiceSourcePage *self, const char *name)
{
  GListModel *types = get_types (self);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (source_type), name))
        return g_steal_pointer (&source_type);
    }

  return NULL;
}

static void
take_wanted_cb (gpointer user_data)
{
  SluiceSourcePage *self = user_data;
  g_autofree char *name = g_steal_pointer (&self->wanted);
  g_autoptr (SluiceSourceType) source_type = find_type (self, name);
  g_autofree char *hint = NULL;

  self->wanted_id = 0;
  if (source_type != NULL)
    {
      picked_cb (self, source_type);
      return;
    }
  /* Translators: %s is a kind of source, by its name in PostHog: “Stripe” */
  hint = g_strdup_printf (_ ("%s is not offered in this project."), name);
  sluice_catalogue_view_set_hint (self->view, hint);
}

static void
types_changed_cb (SluiceSourcePage *self)
{
  if (g_list_model_get_n_items (get_types (self)) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, "types");
  /* When the step that this may be part of showing is over. */
  if (self->wanted != NULL && self->wanted_id == 0)
    self->wanted_id = g_idle_add_once (take_wanted_cb, self);
}

static guint
count_sources (const char *name, gpointer user_data)
{
  return sluice_workspace_count_sources (sluice_step_get_workspace (user_data), name);
}

static void
show_failure (SluiceSourcePage *self, const GError *error)
{
  g_autofree char *words = NULL;

  words = g_strjoin ("\n", error->message, sluice_error_get_advice (error), NULL);
  gtk_label_set_label (self->failure, words);
  sluice_new_key_button_offer (self->new_key, error);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_grab_focus (self->retry);
  sluice_step_announce (SLUICE_STEP (self), words);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourcePage *self = owner;
  g_autoptr (GError) fault = NULL;

  if (g_list_model_get_n_items (get_types (self)) > 0)
    {
      if (error == NULL)
        sluice_catalogue_view_focus_search (self->view);
      return;
    }

  fault = sluice_catalogue_view_dup_fault (error);
  if (fault != NULL)
    show_failure (self, fault);
}

static void
read_types (SluiceSourcePage *self)
{
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_workspace_refresh_source_types (sluice_step_get_workspace (SLUICE_STEP (self))),
                               self, read_cb);
}

static gboolean
all_are_readable (SluiceSourcePage *self)
{
  GListModel *types = get_types (self);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);

      if (!sluice_source_type_get_readable (source_type))
        return FALSE;
    }

  return TRUE;
}

static void
retry_cb (SluiceSourcePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  read_types (self);
}

static void
sluice_source_page_shown (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  update_choice (self);
  if (g_list_model_get_n_items (get_types (self)) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      read_types (self);
      return;
    }

  /* The server may have been mended since; what is there serves until it has answered. */
  if (!all_are_readable (self))
    read_types (self);
  gtk_stack_set_visible_child_name (self->stack, "types");
  sluice_catalogue_view_focus_search (self->view);
}

static void
sluice_source_page_hidden (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  dex_clear (&self->reading);
  sluice_catalogue_view_set_hint (self->view, NULL);
}

static void
sluice_source_page_complain (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  sluice_catalogue_view_set_hint (self->view, _ ("Choose what holds the data to go on."));
  sluice_catalogue_view_focus_search (self->view);
}

static void
sluice_source_page_constructed (GObject *object)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (object);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->constructed (object);

  g_object_bind_property (self, "narrow", self->view, "narrow", G_BINDING_SYNC_CREATE);
  sluice_catalogue_view_set_count_func (self->view, count_sources, self);
  sluice_catalogue_view_set_source (self->view, get_types (self),
                                    sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self))));
  g_signal_connect_object (get_types (self), "items-changed", G_CALLBACK (types_changed_cb), self, G_CONNECT_SWAPPED);
  types_changed_cb (self);
  /* A draft has a kind, a plan file has, and a connection string may want another one. */
  g_signal_connect_object (sluice_step_get_plan (SLUICE_STEP (self)), "notify::source-type", G_CALLBACK (update_choice),
                           self, G_CONNECT_SWAPPED);
  update_choice (self);
}

static void
sluice_source_page_dispose (GObject *object)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (object);

  dex_clear (&self->reading);
  g_clear_handle_id (&self->wanted_id, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SOURCE_PAGE);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->dispose (object);
}

static void
sluice_source_page_class_init (SluiceSourcePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->constructed = sluice_source_page_constructed;
  object_class->dispose = sluice_source_page_dispose;
  step_class->shown = sluice_source_page_shown;
  step_class->hidden = sluice_source_page_hidden;
  step_class->complain = sluice_source_page_complain;

  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  g_type_ensure (SLUICE_TYPE_CATALOGUE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/source/sluice-source-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, retry);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, view);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
}

static void
sluice_source_page_init (SluiceSourcePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceStep *
sluice_source_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_SOURCE_PAGE, "session", session, "id", SLUICE_STEP_SOURCE, NULL);
}

void
sluice_source_page_want (SluiceSourcePage *self, const char *name)
{
  g_return_if_fail (SLUICE_IS_SOURCE_PAGE (self));
  g_return_if_fail (name != NULL);

  g_set_str (&self->wanted, name);
  types_changed_cb (self);
}
