/* SPDX-License-Identifier: GPL-2.0 */
/* What ends each test frame on a card of this machine, whatever is in front of it */
#ifndef TESTS_NIC_NETIF_RECORD_H
#define TESTS_NIC_NETIF_RECORD_H

#define TRAILER_MAGIC	0x7278686e

/**
 * struct trailer - the last bytes of a test frame
 * @magic: TRAILER_MAGIC
 * @run: of this run, so that frames of another one do not count
 * @number: number of the frame
 */
struct trailer {
	__u32 magic;
	__u32 run;
	__u32 number;
};

#endif /* TESTS_NIC_NETIF_RECORD_H */
