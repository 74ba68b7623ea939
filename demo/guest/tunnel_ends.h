/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TUNNEL_ENDS_H
#define DEMO_GUEST_TUNNEL_ENDS_H

struct topology;
struct tunnel;

void tunnel_make(const struct topology *topo, const struct tunnel *tunnel);
void tunnel_remove(const struct topology *topo, const struct tunnel *tunnel);

#endif
