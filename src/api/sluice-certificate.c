/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-certificate.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a certificate for many names, as many are named. */
#define MAX_NAMES 3

GTlsDatabase *
sluice_certificate_dup_database (void)
{
  const char *path = g_getenv ("SSL_CERT_FILE");
  g_autofree char *absolute = NULL;
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database;

  if (path == NULL || *path == '\0')
    return NULL;

  absolute = g_canonicalize_filename (path, NULL);
  if ((database = g_tls_file_database_new (absolute, &error)) == NULL)
    g_message ("SSL_CERT_FILE cannot be read: %s", error->message);

  return database;
}

/* “CN=Acme CA,O=Acme”: the part that people call it by. */
static char *
dup_common_name (const char *name)
{
  const char *at = name != NULL ? strstr (name, "CN=") : NULL;

  if (at == NULL)
    return g_strdup (name != NULL ? name : "");

  at += strlen ("CN=");

  return g_strndup (at, strcspn (at, ","));
}

static void
add_name (GPtrArray *names, char *name)
{
  if (names->len < MAX_NAMES)
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

/* (transfer full) */
static char *
dup_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) dns = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; dns != NULL && i < dns->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (dns, i);
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);
      g_autofree char *raw = g_strndup (data, size);

      add_name (names, g_utf8_make_valid (raw, -1));
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    add_name (names, g_inet_address_to_string (g_ptr_array_index (addresses, i)));
  if (names->len == 0)
    {
      g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);

      g_ptr_array_add (names, dup_common_name (subject));
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
dup_date (GDateTime *when)
{
  return when != NULL ? g_date_time_format (when, "%F") : g_strdup ("?");
}

static char *
dup_unknown_authority (GTlsCertificate *certificate, const char *host)
{
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *name = dup_common_name (issuer);

  if (issuer == NULL || g_strcmp0 (issuer, subject) == 0)
    /* Translators: %s is the name of a server */
    return g_strdup_printf (_ ("The certificate of %s is signed by nobody but itself."), host);

  /* Translators: %1$s is the name of a server, %2$s that of whoever signed its certificate */
  return g_strdup_printf (_ ("The certificate of %1$s is signed by “%2$s”, which this computer does not know."), host,
                          name);
}

static char *
dup_wrong_name (GTlsCertificate *certificate, const char *host)
{
  g_autofree char *names = dup_names (certificate);

  /* Translators: %1$s is the name of a server as it was typed, %2$s the names that its certificate has */
  return g_strdup_printf (_ ("The certificate that %1$s shows is for %2$s."), host, names);
}

static char *
dup_sentence (GTlsCertificateFlags error, GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GDateTime) before = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) after = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *begin = dup_date (before);
  g_autofree char *end = dup_date (after);

  switch (error)
    {
    case G_TLS_CERTIFICATE_REVOKED:
      /* Translators: %s is the name of a server, in this and the next sentences */
      return g_strdup_printf (_ ("The certificate of %s has been revoked."), host);
    case G_TLS_CERTIFICATE_BAD_IDENTITY:
      return dup_wrong_name (certificate, host);
    case G_TLS_CERTIFICATE_UNKNOWN_CA:
      return dup_unknown_authority (certificate, host);
    case G_TLS_CERTIFICATE_EXPIRED:
      /* Translators: %2$s is a date, such as “2026-02-03” */
      return g_strdup_printf (_ ("The certificate of %1$s expired on %2$s."), host, end);
    case G_TLS_CERTIFICATE_NOT_ACTIVATED:
      /* Translators: %2$s is a date, such as “2026-02-03” */
      return g_strdup_printf (_ ("The certificate of %1$s is not valid before %2$s."), host, begin);
    case G_TLS_CERTIFICATE_INSECURE:
      return g_strdup_printf (_ ("The certificate of %s uses a method that is no longer safe."), host);
    case G_TLS_CERTIFICATE_GENERIC_ERROR:
    case G_TLS_CERTIFICATE_NO_FLAGS:
    case G_TLS_CERTIFICATE_VALIDATE_ALL:
    default:
      return g_strdup_printf (_ ("The certificate of %s cannot be verified."), host);
    }
}

char *
sluice_certificate_dup_fault (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host)
{
  static const GTlsCertificateFlags order[] = { G_TLS_CERTIFICATE_REVOKED,       G_TLS_CERTIFICATE_BAD_IDENTITY,
                                                G_TLS_CERTIFICATE_UNKNOWN_CA,    G_TLS_CERTIFICATE_EXPIRED,
                                                G_TLS_CERTIFICATE_NOT_ACTIVATED, G_TLS_CERTIFICATE_INSECURE };
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (errors & order[i])
      {
        g_autofree char *sentence = dup_sentence (order[i], certificate, host);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
      }
  if (text->len > 0)
    return g_string_free_and_steal (g_steal_pointer (&text));

  return dup_sentence (G_TLS_CERTIFICATE_GENERIC_ERROR, certificate, host);
}
