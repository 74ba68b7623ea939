/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_IPSEC_ENDS_H
#define DEMO_GUEST_IPSEC_ENDS_H

/* Packets of one SA are decrypted on several CPUs, so they reach the replay check out of
 * order. This is the largest window that the kernel has.
 */
#define REPLAY_WINDOW	4096

struct topology;
struct tunnel;

void ipsec_make(const struct topology *topo, const struct tunnel *tunnel);
void ipsec_remove(const struct topology *topo, const struct tunnel *tunnel);
void ipsec_add_next(const struct topology *topo, const struct tunnel *tunnel);
void ipsec_switch(const struct topology *topo, const struct tunnel *tunnel);
void ipsec_end_first(const struct topology *topo, const struct tunnel *tunnel);
long ipsec_refused(const struct topology *topo, const char *counter);

#endif
