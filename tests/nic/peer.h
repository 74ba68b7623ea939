/* SPDX-License-Identifier: GPL-2.0 */
/* The second card in a network namespace of its own. */
#ifndef TESTS_NIC_PEER_H
#define TESTS_NIC_PEER_H

#define LOCAL_IP	"10.7.0.1"	/* of the first card */
#define PEER_IP		"10.7.0.2"	/* of the second card */

int peer_take(unsigned int mtu);
int peer_give_back(void);
void peer_enter(void);
void peer_leave(void);

#endif /* TESTS_NIC_PEER_H */
