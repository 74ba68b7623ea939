/* SPDX-License-Identifier: GPL-2.0 */
/* The second card, in a network namespace of its own. */
#ifndef TESTS_NIC_FAR_H
#define TESTS_NIC_FAR_H

#define FAR_HERE	"10.7.0.1"	/* of the first card */
#define FAR_THERE	"10.7.0.2"

int far_take(unsigned int mtu);
int far_give_back(void);
void far_enter(void);
void far_leave(void);
void far_begin(void);
int far_agree(unsigned int near, unsigned int far);

#endif /* TESTS_NIC_FAR_H */
