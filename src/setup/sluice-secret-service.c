/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-secret-service.h"

#include <glib/gi18n.h>

struct _SluiceSecretService
{
  SecretService parent_instance;

  GPtrArray *prompts; /* those on the screen */
};

G_DEFINE_FINAL_TYPE (SluiceSecretService, sluice_secret_service, SECRET_TYPE_SERVICE)

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceSecretService *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GVariant *answer = secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);

  g_ptr_array_remove (self->prompts, source);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("The keyring was not unlocked."));
}

static void
sluice_secret_service_prompt_async (SecretService *service,
                                    SecretPrompt *prompt,
                                    const GVariantType *return_type,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SluiceSecretService *self = SLUICE_SECRET_SERVICE (service);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_secret_service_prompt_async);
  g_ptr_array_add (self->prompts, g_object_ref (prompt));
  secret_prompt_perform (prompt, NULL, return_type, NULL, performed_cb, task);
}

static GVariant *
sluice_secret_service_prompt_finish (SecretService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sluice_secret_service_finalize (GObject *object)
{
  SluiceSecretService *self = SLUICE_SECRET_SERVICE (object);

  g_ptr_array_unref (self->prompts);

  G_OBJECT_CLASS (sluice_secret_service_parent_class)->finalize (object);
}

static void
sluice_secret_service_class_init (SluiceSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_secret_service_finalize;
  service_class->prompt_async = sluice_secret_service_prompt_async;
  service_class->prompt_finish = sluice_secret_service_prompt_finish;
}

static void
sluice_secret_service_init (SluiceSecretService *self)
{
  self->prompts = g_ptr_array_new_with_free_func (g_object_unref);
}

/* As libsecret itself decides; but a sandbox whose portal has no such key falls back there, and is left to it. */
gboolean
sluice_secret_service_is_used (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  return !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) && g_getenv ("SNAP_NAME") == NULL &&
         (backend == NULL || *backend == '\0' || g_str_equal (backend, "service"));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  SecretService *service = secret_service_open_finish (result, &error);

  if (service != NULL)
    dex_promise_resolve_object (promise, service);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

DexFuture *
sluice_secret_service_open (void)
{
  DexPromise *promise = dex_promise_new ();

  secret_service_open (SLUICE_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, NULL, opened_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

void
sluice_secret_service_dismiss_prompts (SluiceSecretService *self)
{
  g_return_if_fail (SLUICE_IS_SECRET_SERVICE (self));

  for (guint i = 0; i < self->prompts->len; i++)
    g_dbus_proxy_call (g_ptr_array_index (self->prompts, i), "Dismiss", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                       NULL, NULL);
}
