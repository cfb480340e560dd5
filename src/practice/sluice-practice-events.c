/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-events.h"

/* Where the object is not just the table's name in small letters, or the events not just created, updated, deleted. */
static const struct
{
  const char *source_type, *table, *object, *events;
} known[] = {
  { "Stripe", "Charge", "charge", "charge.captured charge.failed charge.refunded charge.succeeded charge.updated" },
  { "Stripe", "CheckoutSession", "checkout.session", "checkout.session.completed checkout.session.expired" },
  { "Stripe", "CustomerPaymentMethod", "payment_method",
    "payment_method.attached payment_method.detached payment_method.updated" },
  { "Stripe", "CustomerPaymentMethodHistory", "payment_method_history",
    "payment_method.attached payment_method.detached" },
  { "Stripe", "Discount", "discount", "customer.discount.created customer.discount.deleted customer.discount.updated" },
  { "Stripe", "Dispute", "dispute", "charge.dispute.closed charge.dispute.created charge.dispute.updated" },
  { "Stripe", "Invoice", "invoice",
    "invoice.created invoice.deleted invoice.finalized invoice.paid invoice.updated invoice.voided" },
  { "Stripe", "InvoiceItem", "invoiceitem", "invoiceitem.created invoiceitem.deleted" },
  { "Stripe", "PaymentIntent", "payment_intent",
    "payment_intent.canceled payment_intent.created payment_intent.payment_failed payment_intent.succeeded" },
  { "Stripe", "Subscription", "subscription",
    "customer.subscription.created customer.subscription.deleted customer.subscription.updated" },
  { "Github", "check_runs", "check_run", "check_run" },
  { "Github", "commit_comments", "commit_comment", "commit_comment" },
  { "Github", "commit_statuses", "status", "status" },
  { "Github", "deployment_statuses", "deployment_status", "deployment_status" },
  { "Github", "deployments", "deployment", "deployment" },
  { "Github", "issue_comments", "issue_comment", "issue_comment" },
  { "Github", "pull_request_comments", "pull_request_review_comment", "pull_request_review_comment" },
  { "Github", "reviews", "pull_request_review", "pull_request_review" },
  { "Github", "workflow_jobs", "workflow_job", "workflow_job" },
  { "Github", "workflow_runs", "workflow_run", "workflow_run" },
};

/* “CreditNote” is “credit_note”. */
static char *
separate_words (const char *table)
{
  GString *object = g_string_new (NULL);

  for (const char *letter = table; *letter != '\0'; letter++)
    {
      if (g_ascii_isupper (*letter) && letter > table && !g_ascii_isupper (letter[-1]))
        g_string_append_c (object, '_');
      g_string_append_c (object, g_ascii_tolower (*letter));
    }

  return g_string_free_and_steal (object);
}

char *
sluice_practice_event_object (const char *source_type, const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].source_type, source_type) && g_str_equal (known[i].table, table))
      return g_strdup (known[i].object);

  return separate_words (table);
}

GStrv
sluice_practice_event_names (const char *source_type, const char *table)
{
  static const char *const verbs[] = { "created", "deleted", "updated" };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *object = separate_words (table);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].source_type, source_type) && g_str_equal (known[i].table, table))
      return g_strsplit (known[i].events, " ", -1);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_strv_builder_take (names, g_strdup_printf ("%s.%s", object, verbs[i]));

  return g_strv_builder_end (names);
}
