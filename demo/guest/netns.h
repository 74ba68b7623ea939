/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_NETNS_H
#define DEMO_GUEST_NETNS_H

int ns_current(void);
void ns_enter(int ns);
void ns_name(int ns, const char *name);
void ns_unname(const char *name);

#endif
