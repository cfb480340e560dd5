/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluicePracticeCluster:
 * @bindir: where PostgreSQL's programs are
 * @home: the folder of the cluster; `data` is in it
 * @uid: who PostgreSQL runs as, 0 for whoever runs this program
 * @gid: that user's group
 * @is_stray: whether @home was made just now, outside of the state folder, and nobody has written down where
 *
 * Where a private PostgreSQL lives.
 */
typedef struct
{
  char *bindir;
  char *home;
  uid_t uid;
  gid_t gid;
  gboolean is_stray;
} SluicePracticeCluster;

/**
 * sluice_practice_cluster_new:
 * @state_dir: folder of the state
 * @known_home: (nullable): where the cluster was at the last start
 * @error: return location for an error
 *
 * Finds PostgreSQL's programs and a place for a cluster: in @state_dir, or, since PostgreSQL refuses to run as root and
 * its user may not reach into root's folders, in a folder of its own beside, which lasts when
 * sluice_practice_cluster_keep() is called.
 *
 * Returns: (transfer full): the cluster, or %NULL
 */
SluicePracticeCluster *sluice_practice_cluster_new (const char *state_dir, const char *known_home, GError **error);

/**
 * sluice_practice_cluster_keep:
 * @self: a cluster
 *
 * Says that the next start will find the cluster's home, so that it may stay when @self is freed.
 */
void sluice_practice_cluster_keep (SluicePracticeCluster *self);

/**
 * sluice_practice_cluster_free:
 * @self: (nullable): a cluster
 *
 * Frees @self. A home that was made for it beside the state folder and that nobody keeps is removed; nothing else on
 * disk changes.
 */
void sluice_practice_cluster_free (SluicePracticeCluster *self);

/**
 * sluice_practice_cluster_init:
 * @self: a cluster
 * @owner: the superuser's name
 * @password: the superuser's password
 * @error: return location for an error
 *
 * Makes the data folder anew; what was there is removed. Blocks.
 *
 * Returns: whether it succeeded
 */
gboolean
sluice_practice_cluster_init (SluicePracticeCluster *self, const char *owner, const char *password, GError **error);

/**
 * sluice_practice_cluster_exists:
 * @self: a cluster
 *
 * Returns: whether its data folder is there
 */
gboolean sluice_practice_cluster_exists (SluicePracticeCluster *self);

/**
 * sluice_practice_cluster_run:
 * @self: a cluster
 * @port: the loopback port to listen on
 * @lifetime_fd: (out): a descriptor; PostgreSQL ends when it is closed, by whatever
 * @error: return location for an error
 *
 * Starts PostgreSQL under a guard. Does not wait until it answers.
 *
 * Returns: (transfer full): the guard, or %NULL
 */
GSubprocess *sluice_practice_cluster_run (SluicePracticeCluster *self, guint port, int *lifetime_fd, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeCluster, sluice_practice_cluster_free)

G_END_DECLS
