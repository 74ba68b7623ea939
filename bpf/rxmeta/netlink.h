/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_NETLINK_H
#define RXMETA_NETLINK_H

#include <linux/netlink.h>
#include <linux/types.h>

#define MESSAGE_ROOM	32768

/**
 * struct message - a request, and then its answer
 * @head: header, with the length of all that is valid
 * @body: header of the family, and attributes
 * @header: length of the family's header
 */
struct message {
	struct nlmsghdr head;
	__u8 body[MESSAGE_ROOM];
	__u16 header;
};

int message_socket(int protocol);
void message_init(struct message *msg, __u16 type, const void *header,
		  __u16 len);
void message_add(struct message *msg, __u16 type, const void *data, __u16 len);
int message_ask(int fd, struct message *msg);
const void *message_find(const struct message *msg, __u16 type, __u16 *len);
const void *netlink_find(const void *at, const void *end, __u16 type, __u16 *len);
int message_read(const struct message *msg, __u16 type, void *data, __u16 len);

#endif
