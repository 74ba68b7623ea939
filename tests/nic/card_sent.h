/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_CARD_SENT_H
#define TESTS_NIC_CARD_SENT_H

/* What a card does with a packet that it sends */
enum offload { SENT_CHECKSUM, SENT_LARGE, SENT_TAG };

#endif /* TESTS_NIC_CARD_SENT_H */
