/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-log-line.h"

#include "sluice-json.h"

struct _SluiceLogLine
{
  GObject parent_instance;

  char *message;
  char *run_id;
  GDateTime *time;
  SluiceLogLevel level;
};

G_DEFINE_FINAL_TYPE (SluiceLogLine, sluice_log_line, G_TYPE_OBJECT)

static void
sluice_log_line_finalize (GObject *object)
{
  SluiceLogLine *self = SLUICE_LOG_LINE (object);

  g_free (self->message);
  g_free (self->run_id);
  g_clear_pointer (&self->time, g_date_time_unref);

  G_OBJECT_CLASS (sluice_log_line_parent_class)->finalize (object);
}

static void
sluice_log_line_class_init (SluiceLogLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_log_line_finalize;
}

static void
sluice_log_line_init (SluiceLogLine *self)
{
}

static SluiceLogLevel
level_from_word (const char *word)
{
  static const struct
  {
    const char *word;
    SluiceLogLevel level;
  } levels[] = {
    { "DEBUG", SLUICE_LOG_LEVEL_DEBUG },
    { "WARN", SLUICE_LOG_LEVEL_WARNING },
    { "WARNING", SLUICE_LOG_LEVEL_WARNING },
    { "ERROR", SLUICE_LOG_LEVEL_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_ascii_strcasecmp (levels[i].word, word) == 0)
      return levels[i].level;

  return SLUICE_LOG_LEVEL_INFO;
}

SluiceLogLine *
sluice_log_line_new_from_json (JsonObject *object, GError **error)
{
  SluiceLogLine *self;
  const char *message = sluice_json_require_string (object, "message", error);

  if (message == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_LOG_LINE, NULL);
  self->message = g_strdup (message);
  self->run_id = g_strdup (sluice_json_get_string (object, "instance_id", NULL));
  self->time = sluice_json_dup_time (object, "timestamp");
  self->level = level_from_word (sluice_json_get_string (object, "level", ""));

  return self;
}

const char *
sluice_log_line_get_message (SluiceLogLine *self)
{
  g_return_val_if_fail (SLUICE_IS_LOG_LINE (self), NULL);

  return self->message;
}

SluiceLogLevel
sluice_log_line_get_level (SluiceLogLine *self)
{
  g_return_val_if_fail (SLUICE_IS_LOG_LINE (self), SLUICE_LOG_LEVEL_INFO);

  return self->level;
}

GDateTime *
sluice_log_line_get_time (SluiceLogLine *self)
{
  g_return_val_if_fail (SLUICE_IS_LOG_LINE (self), NULL);

  return self->time;
}

const char *
sluice_log_line_get_run_id (SluiceLogLine *self)
{
  g_return_val_if_fail (SLUICE_IS_LOG_LINE (self), NULL);

  return self->run_id;
}
