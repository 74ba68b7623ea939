/* SPDX-License-Identifier: GPL-2.0 */
/* For spatch: virtio_net.c has variables with the attribute __free(). */
#define __free(x)
