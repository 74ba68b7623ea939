/* SPDX-License-Identifier: GPL-2.0 */
/* The two cards of --cards mlx5, and frames between them. */
#ifndef TESTS_NIC_CARD_H
#define TESTS_NIC_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#define CARD_KEY_LEN	40
#define CARD_INDIR_MAX	512
#define CARD_FRAME_MAX	9100
#define CARD_QUEUES	8	/* as many as a test asks for */

struct ethtool_ts_info;

/* The addresses lab-run gives to its cards */
#define CARD_MAC0	"02:00:00:00:01:01"
#define CARD_MAC1	"02:00:00:00:01:02"

/**
 * struct card_rss - what the driver has set for RSS
 * @key: the Toeplitz key
 * @indir: the table, @entries of it
 */
struct card_rss {
	__u8 key[CARD_KEY_LEN];
	__u32 entries;
	__u32 indir[CARD_INDIR_MAX];
};

/**
 * struct frame - a test frame
 * @len: its length
 * @data: from the destination address on
 */
struct frame {
	size_t len;
	__u8 data[CARD_FRAME_MAX];
};

const char *card_name(const char *mac);
int card_run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int card_unbind(unsigned int nic);
int card_bind(unsigned int nic);
int card_reprobe(void);
bool card_is_empty(unsigned int nic);
int card_wait_up(const char *dev);
int card_rss(const char *dev, struct card_rss *rss);
int card_hwtstamp(const char *dev, bool on);
int card_ts_info(const char *dev, struct ethtool_ts_info *info);
int card_phc(const char *dev);
__u64 card_phc_read(int fd);
int card_socket(const char *dev);
int card_send(int fd, const struct frame *frame);
int card_receive(int fd, struct frame *frame, int timeout_ms);
int card_control(unsigned int nic, const char *line, char *answer, size_t room);
__u64 card_counter(const char *dev, const char *name);
__u64 card_stat(unsigned int nic, const char *name);

/**
 * struct flow - what a frame is made of
 * @version: of IP: 4, 6, or 0 for none
 * @proto: of what is in it
 * @src: address, as text
 * @dst: the same
 * @sport: port, where it has any
 * @dport: the same
 */
struct flow {
	int version;
	int proto;
	const char *src, *dst;
	__u16 sport, dport;
};

/* enum xdp_rss_hash_type, of the kernel's BTF */
#define L3_V4		(1 << 0)
#define L3_V6		(1 << 1)
#define L4		(1 << 3)
#define L4_TCP		(1 << 4)
#define L4_UDP		(1 << 5)

void frame_begin(struct frame *f, __u8 number);
void frame_tag(struct frame *f, __u16 tpid, __u16 tci);
void frame_flow(struct frame *f, const struct flow *flow, size_t payload);
void frame_seal(struct frame *f, const struct flow *flow, bool partly);
bool frame_is_right(const struct frame *f);
size_t flow_tuple(const struct flow *flow, bool ports, bool symmetric,
		  __u8 *tuple);
__u32 flow_type(const struct flow *flow);
__u32 flow_hash(const struct flow *flow, const __u8 *key, bool symmetric);

#endif /* TESTS_NIC_CARD_H */
