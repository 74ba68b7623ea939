/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_NETNS_VISIT_H
#define RXMETA_NETNS_VISIT_H

/**
 * struct netns_visit - a stay in another network namespace
 * @home: file descriptor of the namespace to return to, or -1
 */
struct netns_visit {
	int home;
};

int netns_enter(struct netns_visit *visit, int nsid);
void netns_leave(struct netns_visit *visit);

#endif
