/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_HINTS_CHECK_H
#define TESTS_NIC_HINTS_CHECK_H

#include "listener.h"

/* The driver of the card under test asks for one hash for both directions of a flow. */
extern bool hints_hash_symmetric;

int hints_check(struct listener *l);
int hints_check_queues(struct listener *l, unsigned int n, __u32 *queues);

#endif /* TESTS_NIC_HINTS_CHECK_H */
