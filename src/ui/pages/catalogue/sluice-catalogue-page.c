/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-catalogue-page.h"
#include "sluice-catalogue-view.h"
#include "sluice-client.h"
#include "sluice-error-advice.h"
#include "sluice-region.h"
#include "sluice-when.h"

struct _SluiceCataloguePage
{
  AdwNavigationPage parent_instance;

  SluiceClient *client; /* of the catalogue that is read or shown */
  DexFuture *reading;
  gboolean has_read;

  AdwToggleGroup *place;
  GtkWidget *address_group;
  GtkEditable *address;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkLabel *failure_message;
  GtkWidget *retry;
  GtkWidget *sign_in;
  SluiceCatalogueView *view;
};

G_DEFINE_FINAL_TYPE (SluiceCataloguePage, sluice_catalogue_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceRegion
get_region (SluiceCataloguePage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->place);

  if (g_strcmp0 (name, "us") == 0)
    return SLUICE_REGION_US;

  return g_strcmp0 (name, "eu") == 0 ? SLUICE_REGION_EU : SLUICE_REGION_OWN;
}

/* NULL when no usable address was typed. (transfer full) */
static char *
dup_base_url (SluiceCataloguePage *self)
{
  const SluiceRegion region = get_region (self);

  return region == SLUICE_REGION_OWN ? sluice_region_dup_origin (gtk_editable_get_text (self->address)) :
                                       g_strdup (sluice_region_get_base_url (region));
}

static void
show_failure (SluiceCataloguePage *self, const GError *error)
{
  const gboolean is_old = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  const char *advice = sluice_error_get_advice (error);
  g_autofree char *message = NULL;

  if (is_old)
    advice = _ ("An older server shows its kinds of source only to those who have a key. If there is a PostHog at this "
                "address, connect to it to see them.");
  adw_status_page_set_title (self->failure,
                             is_old ? _ ("No Catalogue at This Server") : _ ("The Kinds of Source Could Not Be Read"));
  message = g_strjoin ("\n", error->message, advice, NULL);
  gtk_label_set_label (self->failure_message, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  /* Whoever is typing an address goes on with that. */
  if (get_region (self) != SLUICE_REGION_OWN)
    gtk_widget_grab_focus (is_old ? self->sign_in : self->retry);
  sluice_announce (GTK_WIDGET (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
read_types_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCataloguePage *self = owner;
  GListModel *types = value != NULL ? g_value_get_object (value) : NULL;
  g_autoptr (GError) fault = NULL;

  if (types != NULL && g_list_model_get_n_items (types) > 0)
    {
      sluice_catalogue_view_set_source (self->view, types, self->client);
      gtk_stack_set_visible_child_name (self->stack, "types");
      sluice_catalogue_view_focus_search (self->view);
      return;
    }

  fault = sluice_catalogue_view_dup_fault (error);
  if (fault != NULL)
    show_failure (self, fault);
}

static void
read_cb (SluiceCataloguePage *self)
{
  g_autofree char *base_url = dup_base_url (self);
  g_autoptr (GError) error = NULL;

  dex_clear (&self->reading);
  g_clear_object (&self->client);
  sluice_catalogue_view_set_hint (self->view, NULL);
  if (base_url == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "address");
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }

  self->client = sluice_client_new_anonymous (base_url, &error);
  if (self->client == NULL)
    {
      show_failure (self, error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "loading");
  self->reading = sluice_when (sluice_client_list_public_source_types (self->client), self, read_types_cb);
}

static void
address_changed_cb (SluiceCataloguePage *self)
{
  if (get_region (self) != SLUICE_REGION_OWN)
    return;

  /* What is shown is another server's. */
  dex_clear (&self->reading);
  gtk_stack_set_visible_child_name (self->stack, "address");
}

static void
place_changed_cb (SluiceCataloguePage *self)
{
  gtk_widget_set_visible (self->address_group, get_region (self) == SLUICE_REGION_OWN);
  read_cb (self);
}

static void
picked_cb (SluiceCataloguePage *self, SluiceSourceType *source_type)
{
  if (!sluice_catalogue_view_accept (self->view, source_type))
    return;

  g_signal_emit (self, signals[SIGNAL_PICKED], 0, source_type, sluice_client_get_base_url (self->client));
}

static void
escape_cb (SluiceCataloguePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
sluice_catalogue_page_shown (AdwNavigationPage *page)
{
  SluiceCataloguePage *self = SLUICE_CATALOGUE_PAGE (page);

  if (!self->has_read)
    read_cb (self);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "types") == 0)
    sluice_catalogue_view_focus_search (self->view);
  self->has_read = TRUE;
}

static void
sluice_catalogue_page_dispose (GObject *object)
{
  SluiceCataloguePage *self = SLUICE_CATALOGUE_PAGE (object);

  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CATALOGUE_PAGE);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sluice_catalogue_page_parent_class)->dispose (object);
}

static void
sluice_catalogue_page_class_init (SluiceCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_catalogue_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = sluice_catalogue_page_shown;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", SLUICE_TYPE_CATALOGUE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, SLUICE_TYPE_SOURCE_TYPE, G_TYPE_STRING);

  g_type_ensure (SLUICE_TYPE_CATALOGUE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/catalogue/sluice-catalogue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, place);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, address_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, address);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, failure_message);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, retry);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, SluiceCataloguePage, view);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
}

static void
sluice_catalogue_page_init (SluiceCataloguePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceCataloguePage *
sluice_catalogue_page_new (void)
{
  return g_object_new (SLUICE_TYPE_CATALOGUE_PAGE, NULL);
}
