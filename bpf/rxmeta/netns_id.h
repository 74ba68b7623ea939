/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_NETNS_ID_H
#define RXMETA_NETNS_ID_H

int netns_open(int nsid);

#endif
