/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-about.h"
#include "sluice-application.h"
#include "sluice-call-log-dialog.h"
#include "sluice-help-context.h"
#include "sluice-help-dialog.h"
#include "sluice-preferences.h"
#include "sluice-shortcuts.h"
#include "sluice-window.h"

struct _SluiceApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceApplication, sluice_application, ADW_TYPE_APPLICATION)

static const GOptionEntry entries[] = {
  { "practice", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the practice workspace, which needs no account"), NULL },
  { "rows", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: “none” and “estimate” are typed as they stand. */
    N_ ("Whether the practice server counts rows: none or estimate"),
    /* Translators: the placeholder for a word in the help of the command line */
    N_ ("WORD") },
  { "practice-state-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Where the practice server keeps its state"),
    /* Translators: the placeholder for a folder in the help of the command line */
    N_ ("FOLDER") },
  /* For launchers that do not start programs through D-Bus: an action of the desktop file */
  { "new-source", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "practice-argument", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Set up a source as a plan file says"),
    /* Translators: the placeholder for a file in the help of the command line */
    N_ ("FILE") },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
    /* Translators: the placeholder for what may stand at the end of the command line: a plan file */
    N_ ("[FILE]") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { NULL },
};

static SluiceWindow *
get_window (SluiceApplication *self)
{
  for (GList *list = gtk_application_get_windows (GTK_APPLICATION (self)); list != NULL; list = list->next)
    if (SLUICE_IS_WINDOW (list->data))
      return list->data;

  return sluice_window_new (ADW_APPLICATION (self));
}

/* What the options mean for sluice-practice. */
static GStrv
dup_practice_arguments (GVariantDict *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree const char **more = NULL;
  const char *word = NULL;

  if (g_variant_dict_lookup (options, "rows", "&s", &word))
    g_strv_builder_add_many (builder, "--rows", word, NULL);
  if (g_variant_dict_lookup (options, "practice-state-dir", "^&ay", &word))
    g_strv_builder_add_many (builder, "--state-dir", word, NULL);
  if (g_variant_dict_lookup (options, "practice-argument", "^a&s", &more))
    g_strv_builder_addv (builder, more);

  return g_strv_builder_end (builder);
}

/* The plan files that the command line names, by option or without. (transfer full) */
static GStrv
dup_plan_names (GVariantDict *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree const char **rest = NULL;
  const char *name = NULL;

  if (g_variant_dict_lookup (options, "plan", "^&ay", &name))
    g_strv_builder_add (builder, name);
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &rest))
    g_strv_builder_addv (builder, rest);

  return g_strv_builder_end (builder);
}

/* Somebody at a terminal is told there what cannot be read at all; what is in the file, the window says. This is still
 * the process that was started, which has nothing else to do. */
static gboolean
check_plan_names (const char *const *names)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  if (names[0] == NULL)
    return TRUE;
  if (names[1] != NULL)
    {
      g_printerr ("%s\n", _ ("Open one plan at a time."));
      return FALSE;
    }

  file = g_file_new_for_commandline_arg (names[0]);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_ACCESS_CAN_READ,
                            G_FILE_QUERY_INFO_NONE, NULL, &error);
  if (info == NULL)
    g_printerr ("%s\n", error->message);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    /* Translators: a message on the terminal; %s is what was typed */
    g_printerr (_ ("“%s” is a folder, not a plan\n"), names[0]);
  else if (g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ) &&
           !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ))
    /* Translators: a message on the terminal; %s is what was typed */
    g_printerr (_ ("“%s” may not be read\n"), names[0]);
  else
    return TRUE;

  return FALSE;
}

static int
sluice_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_auto (GStrv) plans = dup_plan_names (options);
  const char *rows = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("sluice %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  if (g_variant_dict_lookup (options, "rows", "&s", &rows) && !g_str_equal (rows, "none") &&
      !g_str_equal (rows, "estimate"))
    {
      /* Translators: a message on the terminal; “--rows”, “none” and “estimate” are typed as they stand. */
      g_printerr (_ ("--rows takes “none” or “estimate”, not “%s”\n"), rows);
      return EXIT_FAILURE;
    }
  if (!g_variant_dict_contains (options, "practice") &&
      (rows != NULL || g_variant_dict_contains (options, "practice-state-dir") ||
       g_variant_dict_contains (options, "practice-argument")))
    {
      /* Translators: a message on the terminal; options are typed as they stand. */
      g_printerr (_ ("--rows and --practice-state-dir go with --practice\n"));
      return EXIT_FAILURE;
    }

  return check_plan_names ((const char *const *) plans) ? -1 : EXIT_FAILURE;
}

static int
sluice_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) plans = dup_plan_names (options);
  SluiceWindow *window = get_window (SLUICE_APPLICATION (application));

  if (g_variant_dict_contains (options, "practice"))
    {
      g_auto (GStrv) arguments = dup_practice_arguments (options);

      sluice_window_open_practice (window, (const char *const *) arguments);
    }
  else
    sluice_window_open_last (window);
  if (g_variant_dict_contains (options, "new-source"))
    sluice_window_add_source (window);
  gtk_window_present (GTK_WINDOW (window));
  if (plans[0] != NULL)
    {
      /* Relative to where it was typed, which may be another process. */
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, plans[0]);

      sluice_window_open_plan (window, file);
    }

  return EXIT_SUCCESS;
}

/* From a file manager, by D-Bus. */
static void
sluice_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SluiceWindow *window = get_window (SLUICE_APPLICATION (application));

  sluice_window_open_last (window);
  gtk_window_present (GTK_WINDOW (window));
  sluice_window_open_plans (window, files, (guint) n_files);
}

static void
sluice_application_activate (GApplication *application)
{
  SluiceWindow *window = get_window (SLUICE_APPLICATION (application));

  sluice_window_open_last (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window != NULL)
    adw_dialog_present (sluice_about_new (GTK_WIDGET (window)), GTK_WIDGET (window));
}

static void
call_log_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* The keys are heard in the dialog itself, too. */
  if (ADW_IS_APPLICATION_WINDOW (window) &&
      SLUICE_IS_CALL_LOG_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    return;

  adw_dialog_present (sluice_call_log_dialog_new (), GTK_WIDGET (window));
}

/* About what is on top: the page, or a dialog over it. */
static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  sluice_help_dialog_show (window, sluice_help_context_get_topic (window));
}

static void
help_topic_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sluice_help_dialog_show (gtk_application_get_active_window (user_data), g_variant_get_string (parameter, NULL));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_dialog_present (sluice_shortcuts_new (), GTK_WIDGET (gtk_application_get_active_window (user_data)));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* One is enough. */
  if (ADW_IS_APPLICATION_WINDOW (window) &&
      SLUICE_IS_PREFERENCES (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    return;

  adw_dialog_present (sluice_preferences_new (
                          SLUICE_IS_WINDOW (window) ? sluice_window_get_accounts (SLUICE_WINDOW (window)) : NULL),
                      GTK_WIDGET (window));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Closing asks before anything typed is lost; the last window's end is the program's. */
  for (GList *list = windows; list != NULL; list = list->next)
    if (SLUICE_IS_WINDOW (list->data))
      sluice_window_quit (list->data);
    else
      gtk_window_close (list->data);
}

/* What a notification was about. */
static void
show_setup_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceWindow *window = get_window (user_data);

  gtk_window_present (GTK_WINDOW (window));
  sluice_window_show_setup (window, g_variant_get_string (parameter, NULL));
}

/* Whether a text begins in a script that is read from right to left. */
static gboolean
is_from_right (const char *text)
{
  switch ((guint) g_unichar_get_script (g_utf8_get_char (text)))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/* GTK asks its own translation, which may not be there: a window that says Arabic has to be read as Arabic is. */
static void
follow_translation (void)
{
  if (is_from_right (_ ("Cancel")))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

/* What the launcher's icon offers: these also start the program. */

static void
new_source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceWindow *window = get_window (user_data);

  sluice_window_open_last (window);
  sluice_window_add_source (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
practice_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceWindow *window = get_window (user_data);

  sluice_window_open_practice (window, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
sluice_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "call-log", .activate = call_log_action },
    { .name = "help", .activate = help_action },
    { .name = "help-topic", .activate = help_topic_action, .parameter_type = "s" },
    { .name = "new-source", .activate = new_source_action },
    { .name = "practice", .activate = practice_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "quit", .activate = quit_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "show-setup", .activate = show_setup_action, .parameter_type = "s" },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
    { "win.add-source", { "<Control>n" } },
    { "win.open-plan", { "<Control>o" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.help", { "F1" } },
    { "app.call-log", { "<Control><Shift>l" } },
  };

  G_APPLICATION_CLASS (sluice_application_parent_class)->startup (application);

  follow_translation ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action, accels[i].accels);
}

static void
sluice_application_class_init (SluiceApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = sluice_application_startup;
  application_class->activate = sluice_application_activate;
  application_class->open = sluice_application_open;
  application_class->command_line = sluice_application_command_line;
  application_class->handle_local_options = sluice_application_handle_local_options;
}

static void
sluice_application_init (SluiceApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option_entries (application, entries);
  /* Translators: above the options, in the help of the command line */
  g_application_set_option_context_summary (
      application,
      _ ("Connect a database, or a service such as Stripe, to a PostHog data warehouse: see every table and "
         "what it would\ncost, choose how each one syncs, and watch the first rows arrive."));
  g_application_set_option_context_description (
      application,
      /* Translators: below the options, in the help of the command line; what begins with “sluice” is typed as it
       * stands, and “shop.json” is a name that somebody may have chosen. */
      _ ("Examples:\n"
         "  sluice                     Open the project that was open last\n"
         "  sluice --practice          Try everything out, without an account\n"
         "  sluice --plan shop.json    Begin a set-up from an exported plan\n"
         "\n"
         "“man sluice” says more. In the window, F1 explains what is shown."));
}

SluiceApplication *
sluice_application_new (void)
{
  /* The resource path stays the same whatever the id: the development build has another id. */
  return g_object_new (SLUICE_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/sluice_app/Sluice", NULL);
}
