/* SPDX-License-Identifier: GPL-2.0 */
/* For spatch: virtio_net.c declares variables that free themselves. */
#define __free(x)
