/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-config.h"
#include "sluice-practice-handoff.h"
#include "sluice-practice-routes.h"

#include <string.h>

/* The page that a browser opens to connect an account, or to enter what a form asks for: what PostHog and the service
 * would show, played on this computer. It has no key, so each form carries a ticket that serves once: another page that
 * the browser has open cannot send one. */

#define STYLE                                                                                                           \
  ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:34rem;margin:8vh auto;padding:0 "    \
  "1rem}h1{font-size:1.5rem}.note{border:1px solid #8888;border-radius:12px;padding:.7rem "                             \
  "1rem;margin:1.2rem 0}label,legend{display:block;margin-top:1rem;font-weight:600}input[type=text],input[type="        \
  "password],select,textarea{box-sizing:border-box;width:100%;font:inherit;padding:.5rem;border-radius:8px;border:1px " \
  "solid #8888}textarea{min-height:6rem}fieldset{border:1px solid "                                                     \
  "#8888;border-radius:12px;margin-top:1rem}.choice{font-weight:400;margin-top:.4rem}.fault{color:#e01b24;font-weight:" \
  "600}p.buttons{display:flex;gap:.8rem;margin-top:1.6rem}button{font:inherit;padding:.6rem "                           \
  "1.4rem;border-radius:999px;border:1px solid #8888}button.first{background:#3584e4;color:#fff;border-color:#3584e4}"

static void append (GString *page, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Every argument is text, and is escaped. */
static void
append (GString *page, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (page, text);
}

static GString *
begin_page (const char *title)
{
  GString *page = g_string_new ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                                "<meta name=\"viewport\" content=\"width=device-width\"><style>" STYLE "</style>");

  append (page, "<title>%s</title></head><body><h1>%s</h1>", title, title);

  return page;
}

static void
reply_page (SluicePracticeRequest *request, guint status, GString *page)
{
  g_string_append (page, "</body></html>\n");
  sluice_practice_reply_empty (request, status);
  sluice_practice_reply_header (request, "Cache-Control", "no-store");
  sluice_practice_reply_header (request, "Referrer-Policy", "no-referrer");
  sluice_practice_reply_header (request, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors "
                                "'none'; base-uri 'none'");
  request->reply = g_string_free_to_bytes (page);
  g_set_str (&request->content_type, "text/html; charset=utf-8");
}

static void
reply_end (SluicePracticeRequest *request, guint status, const char *title, const char *text)
{
  GString *page = begin_page (title);

  append (page, "<p>%s</p>", text);
  reply_page (request, status, page);
}

/* The type that the address names; else the request is answered. The project is the one in the path. */
static JsonObject *
enter (SluicePractice *practice, SluicePracticeRequest *request, char **source_type)
{
  g_autofree char *name = sluice_practice_request_get_query (request, "kind");
  JsonObject *type = name != NULL ? sluice_practice_catalogue_get_type (practice->catalogue, name) : NULL;
  g_autofree char *project = g_strdup_printf ("%" G_GINT64_FORMAT, SLUICE_PRACTICE_PROJECT);

  if (type == NULL || !g_str_equal (request->args[0], project))
    {
      reply_end (request, 404, "There Is Nothing Here", "Go back to Sluice and open the page again.");
      return NULL;
    }
  request->project = SLUICE_PRACTICE_PROJECT;
  *source_type = g_steal_pointer (&name);

  return type;
}

static const char *
get_label (JsonObject *object, const char *fallback)
{
  return sluice_json_get_string (object, "label", fallback);
}

static void append_fields (GString *page, JsonArray *fields, const char *outer);

static char *
join (const char *outer, JsonObject *field)
{
  const char *name = sluice_json_get_string (field, "name", "");

  return *outer != '\0' ? g_strconcat (outer, "/", name, NULL) : g_strdup (name);
}

static void
append_select (GString *page, JsonObject *field, const char *path)
{
  JsonArray *options = sluice_json_get_array (field, "options");
  const char *chosen = sluice_json_get_string (field, "defaultValue", "");

  append (page, "<select id=\"%s\" name=\"%s\">", path, path);
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonObject *option = sluice_json_array_get_object (options, i);
      const char *value = sluice_json_get_string (option, "value", "");

      append (page, "<option value=\"%s\"%s>%s</option>", value, g_str_equal (value, chosen) ? " selected" : "",
              get_label (option, value));
    }
  g_string_append (page, "</select>");
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonObject *option = sluice_json_array_get_object (options, i);
      JsonArray *fields = sluice_json_get_array (option, "fields");

      if (fields == NULL || json_array_get_length (fields) == 0)
        continue;
      append (page, "<fieldset><legend>%s</legend>", get_label (option, ""));
      append_fields (page, fields, path);
      g_string_append (page, "</fieldset>");
    }
}

static void
append_field (GString *page, JsonObject *field, const char *outer)
{
  g_autofree char *path = join (outer, field);
  const char *type = sluice_json_get_string (field, "type", "");
  const gboolean secret = sluice_json_get_boolean (field, "secret", FALSE) || g_str_equal (type, "password");

  /* What only helps to fill in the others, and what is connected rather than entered. */
  if (g_str_equal (type, "ssh-tunnel") || g_str_equal (type, "oauth") ||
      sluice_json_get_boolean (field, "hidden", FALSE) ||
      (g_str_has_suffix (path, "connection_string") && !sluice_json_get_boolean (field, "required", FALSE)))
    return;

  if (g_str_equal (type, "switch-group"))
    {
      append (page, "<label class=\"choice\"><input type=\"checkbox\" name=\"%s\" value=\"true\"> %s</label>", path,
              get_label (field, path));
      append_fields (page, sluice_json_get_array (field, "fields"), path);
      return;
    }
  append (page, "<label for=\"%s\">%s</label>", path, get_label (field, path));
  if (g_str_equal (type, "select"))
    append_select (page, field, path);
  else if (g_str_equal (type, "textarea") || g_str_equal (type, "file-upload"))
    append (page, "<textarea id=\"%s\" name=\"%s\"></textarea>", path, path);
  else
    append (page, "<input type=\"%s\" id=\"%s\" name=\"%s\" placeholder=\"%s\" autocomplete=\"off\">",
            secret ? "password" : "text", path, path, sluice_json_get_string (field, "placeholder", ""));
}

static void
append_fields (GString *page, JsonArray *fields, const char *outer)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    append_field (page, sluice_json_array_get_object (fields, i), outer);
}

static JsonObject *read_fields (SluicePracticeRequest *request, JsonArray *fields, const char *outer);

static JsonNode *
take (JsonObject *object)
{
  return sluice_json_take_object (object);
}

static JsonNode *
read_select (SluicePracticeRequest *request, JsonObject *field, const char *path, const char *value)
{
  JsonArray *options = sluice_json_get_array (field, "options");
  JsonObject *object = NULL;

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonObject *option = sluice_json_array_get_object (options, i);
      JsonArray *fields = sluice_json_get_array (option, "fields");

      if (fields == NULL)
        continue;
      if (object == NULL)
        object = json_object_new ();
      if (g_str_equal (sluice_json_get_string (option, "value", ""), value))
        {
          g_autoptr (JsonObject) inner = read_fields (request, fields, path);

          sluice_json_copy_members (object, inner);
        }
    }
  if (object == NULL)
    return json_node_init_string (json_node_alloc (), value);
  json_object_set_string_member (object, "selection", value);

  return take (object);
}

static JsonNode *
read_field (SluicePracticeRequest *request, JsonObject *field, const char *path)
{
  const char *type = sluice_json_get_string (field, "type", "");
  g_autofree char *value = sluice_practice_request_get_form_value (request, path);

  if (g_str_equal (type, "switch-group"))
    {
      JsonObject *object =
          value != NULL ? read_fields (request, sluice_json_get_array (field, "fields"), path) : json_object_new ();

      json_object_set_boolean_member (object, "enabled", value != NULL);
      return take (object);
    }
  if (value == NULL || *value == '\0')
    return NULL;
  if (g_str_equal (type, "select"))
    return read_select (request, field, path, value);
  if (g_str_equal (type, "file-upload"))
    return sluice_json_parse (value, -1, NULL);

  return json_node_init_string (json_node_alloc (), value);
}

static JsonObject *
read_fields (SluicePracticeRequest *request, JsonArray *fields, const char *outer)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      g_autofree char *path = join (outer, field);
      JsonNode *node = read_field (request, field, path);

      if (node != NULL)
        json_object_set_member (object, sluice_json_get_string (field, "name", ""), node);
    }

  return object;
}

static void
append_accounts (GString *page, SluicePractice *practice, const char *project, JsonObject *field)
{
  g_autoptr (GPtrArray) accounts =
      sluice_practice_list_accounts (practice, project, sluice_json_get_string (field, "kind", ""));

  g_string_append (page, "<fieldset><legend>Account</legend><label class=\"choice\"><input type=\"radio\" "
                         "name=\"account\" value=\"0\" checked> Another account, called</label>"
                         "<input type=\"text\" name=\"name\" value=\"Acme\" aria-label=\"Name of the account\">");
  for (guint i = 0; i < accounts->len; i++)
    {
      g_autofree char *number =
          g_strdup_printf ("%" G_GINT64_FORMAT, sluice_json_get_int (accounts->pdata[i], "id", 0));

      append (
          page,
          "<label class=\"choice\"><input type=\"radio\" name=\"account\" value=\"%s\"> %s, connected again</label>",
          number, sluice_json_get_string (accounts->pdata[i], "display_name", ""));
    }
  g_string_append (page, "</fieldset>");
}

static void
show_form (SluicePractice *practice,
           SluicePracticeRequest *request,
           const char *source_type,
           JsonObject *type,
           const char *fault)
{
  JsonObject *field = sluice_practice_find_oauth (type, NULL);
  g_autofree char *title = g_strdup_printf ("Connect %s", get_label (type, source_type));
  g_autofree char *project = g_strdup_printf ("%" G_GINT64_FORMAT, request->project);
  g_autoptr (JsonObject) ticket = json_object_new ();
  g_autofree char *number = NULL;
  GString *page = begin_page (title);

  json_object_set_string_member (ticket, "source_type", source_type);
  number = sluice_practice_store_insert (practice->store, SLUICE_PRACTICE_TICKET, project, ticket);
  append (page,
          "<p class=\"note\">This page belongs to Sluice’s practice server. It plays what PostHog and %s would show. "
          "There is no account, and nothing leaves this computer.</p>",
          get_label (type, source_type));
  if (fault != NULL)
    append (page, "<p class=\"fault\" role=\"alert\">%s</p>", fault);
  append (page, "<form method=\"post\" accept-charset=\"utf-8\"><input type=\"hidden\" name=\"ticket\" value=\"%s\">",
          number);
  if (field != NULL)
    append_accounts (page, practice, project, field);
  else
    append_fields (page, sluice_json_get_array (type, "fields"), "");
  g_string_append (page,
                   "<p class=\"buttons\"><button class=\"first\" name=\"answer\" value=\"connect\">Connect</button>"
                   "<button name=\"answer\" value=\"decline\" formnovalidate>Decline</button></p></form>");
  reply_page (request, fault != NULL ? 400 : 200, page);
}

void
sluice_practice_get_connect_page (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *source_type = NULL;
  JsonObject *type = enter (practice, request, &source_type);

  if (type != NULL)
    show_form (practice, request, source_type, type, NULL);
}

/* The values with which a source of that account is created: its number, where the form has it. (transfer full) */
static JsonObject *
make_payload (JsonObject *type, gint64 number)
{
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  JsonObject *payload = json_object_new ();

  sluice_practice_find_oauth (type, &path);
  parts = g_strsplit (path, "/", -1);
  if (g_strv_length (parts) == 3)
    {
      JsonObject *choice = json_object_new ();

      json_object_set_string_member (choice, "selection", parts[1]);
      json_object_set_int_member (choice, parts[2], number);
      json_object_set_object_member (payload, parts[0], choice);
    }
  else
    json_object_set_int_member (payload, parts[0], number);

  return payload;
}

static gint64
connect_account (SluicePractice *practice, SluicePracticeRequest *request, const char *project, JsonObject *field)
{
  g_autofree char *chosen = sluice_practice_request_get_form_value (request, "account");
  g_autofree char *typed = sluice_practice_request_get_form_value (request, "name");
  gint64 number = 0;

  g_ascii_string_to_signed (chosen != NULL ? chosen : "", 10, 1, G_MAXINT64, &number, NULL);
  if (typed != NULL)
    g_strstrip (typed);

  return sluice_practice_connect_account (practice, project, sluice_json_get_string (field, "kind", ""),
                                          typed != NULL && *typed != '\0' ? typed : "Acme", number);
}

static void
finish (SluicePractice *practice, SluicePracticeRequest *request, const char *source_type, JsonObject *type)
{
  JsonObject *field = sluice_practice_find_oauth (type, NULL);
  g_autofree char *project = g_strdup_printf ("%" G_GINT64_FORMAT, request->project);
  g_autoptr (JsonObject) payload = NULL;
  g_autoptr (JsonObject) credential = NULL;

  if (field != NULL)
    payload = make_payload (type, connect_account (practice, request, project, field));
  else
    {
      g_autofree char *faults = NULL;

      payload = read_fields (request, sluice_json_get_array (type, "fields"), "");
      if ((faults = sluice_practice_config_check (type, payload)) != NULL)
        {
          show_form (practice, request, source_type, type, faults);
          return;
        }
    }
  credential = sluice_practice_store_credential (practice, project, source_type, payload);
  reply_end (request, 200, "Connected", "Go back to Sluice, which goes on by itself. This tab can be closed.");
}

void
sluice_practice_answer_connect_page (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *source_type = NULL;
  JsonObject *type = enter (practice, request, &source_type);
  g_autofree char *ticket = sluice_practice_request_get_form_value (request, "ticket");
  g_autofree char *answer = sluice_practice_request_get_form_value (request, "answer");
  g_autoptr (JsonObject) known = NULL;

  if (type == NULL)
    return;

  known = ticket != NULL ? sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_TICKET, ticket) : NULL;
  if (known == NULL || !g_str_equal (sluice_json_get_string (known, "source_type", ""), source_type) ||
      !sluice_practice_store_remove (practice->store, ticket))
    {
      reply_end (request, 403, "This Page Was Answered Already", "Go back to Sluice and open it again.");
      return;
    }
  if (g_strcmp0 (answer, "connect") == 0)
    finish (practice, request, source_type, type);
  else
    reply_end (
        request, 200, "Declined",
        "Nothing was connected. Go back to Sluice, which is still waiting: cancel there, or open this page again.");
}
