/* SPDX-License-Identifier: GPL-2.0 */
/* The two modelled cards of --cards. */
#ifndef TESTS_LIB_LAB_CARD_H
#define TESTS_LIB_LAB_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

struct ethtool_ts_info;

/* Addresses that lab-run gives to its cards */
#define CARD_MAC0	"02:00:00:00:01:01"
#define CARD_MAC1	"02:00:00:00:01:02"

const char *card_name(const char *mac);
int card_be(const char *mac);
int card_run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int card_wait_up(const char *dev);
int card_hwtstamp(const char *dev, bool on);
int card_ts_info(const char *dev, struct ethtool_ts_info *info);
int card_phc(const char *dev);
__u64 card_phc_read(int fd);
int card_control(unsigned int nic, const char *line, char *answer, size_t room);
__u64 card_counter(const char *dev, const char *name);
__u64 card_stat(unsigned int nic, const char *name);

#endif /* TESTS_LIB_LAB_CARD_H */
