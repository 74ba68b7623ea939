/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of several buffers for a program that takes no fragments: virtio_net
 * copies them into one page. It does so only with small buffers that were
 * posted before the program was attached, and it posts small ones after short
 * packets.
 */
#ifndef TESTS_LAYER_VIRTIO_LINEAR_H
#define TESTS_LAYER_VIRTIO_LINEAR_H

#define LINEAR_LEN	2500

int linear_mtu(const char *rx, unsigned int mtu);
int linear_prepare(const char *rx);

#endif /* TESTS_LAYER_VIRTIO_LINEAR_H */
