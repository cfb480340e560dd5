/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/* What answers a request: runs on a worker thread, may block, and always leaves an answer. */
typedef void (*SluicePracticeHandler) (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-account.c */
void sluice_practice_get_user (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_own_key (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_organization (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_list_projects (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_project (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-types.c */
void sluice_practice_get_icon (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_wizard (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_public_configs (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_check_source_prefix (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_database_schema (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-handoff.c */
void sluice_practice_get_connect_link (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_list_integrations (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_list_stored_credentials (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_store_credentials (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-reached.c */
void sluice_practice_list_oauth_accounts (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-connect-page.c */
void sluice_practice_get_connect_page (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_answer_connect_page (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-create.c */
void sluice_practice_create_source (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-sources.c */
void sluice_practice_list_sources (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_source (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_source_exists (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_update_source (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_delete_source (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_reload_source (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_refresh_schemas (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_check_cdc_prerequisites (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_cdc_status (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-webhook-routes.c */
void sluice_practice_get_webhook_info (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_create_webhook (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_update_webhook_inputs (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_delete_webhook (SluicePractice *practice, SluicePracticeRequest *request);
/* What a test may look at and change at the services; @path is what follows /_practice/vendor/. */
void sluice_practice_answer_vendor (SluicePractice *practice, SluicePracticeRequest *request, const char *path);

/* sluice-practice-jobs.c */
void sluice_practice_list_jobs (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_list_logs (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-schemas.c */
void sluice_practice_list_schemas (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_update_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_bulk_update_schemas (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-actions.c */
void sluice_practice_reload_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_resync_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_cancel_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_delete_schema (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_delete_schema_data (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_get_incremental_fields (SluicePractice *practice, SluicePracticeRequest *request);

/* sluice-practice-query.c */
void sluice_practice_run_query (SluicePractice *practice, SluicePracticeRequest *request);
void sluice_practice_execute_sql (SluicePractice *practice, SluicePracticeRequest *request);

/**
 * sluice_practice_route:
 * @practice: the workspace
 * @request: a request
 *
 * Finds what answers a request, checks who asks and whether they may, in the server's order, and lets it answer.
 * Blocks.
 */
void sluice_practice_route (SluicePractice *practice, SluicePracticeRequest *request);

G_END_DECLS
