// SPDX-License-Identifier: GPL-2.0
/* A question to the kernel over netlink, and its answer of one message. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "netlink.h"

/**
 * message_socket() - open a socket
 * @protocol: NETLINK_*
 *
 * Return: file descriptor, or -errno.
 */
int message_socket(int protocol)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);

	return fd < 0 ? -errno : fd;
}

/**
 * message_init() - begin a request
 * @msg: request
 * @type: type of message
 * @header: header of the family
 * @len: its length, a multiple of 4
 */
void message_init(struct message *msg, __u16 type, const void *header,
		  __u16 len)
{
	memset(msg, 0, sizeof(*msg));
	msg->header = len;
	msg->head.nlmsg_len = NLMSG_LENGTH(len);
	msg->head.nlmsg_type = type;
	msg->head.nlmsg_flags = NLM_F_REQUEST;
	memcpy(msg->body, header, len);
}

/**
 * message_add() - add an attribute to a request
 * @msg: request
 * @type: type of the attribute
 * @data: value
 * @len: its length
 */
void message_add(struct message *msg, __u16 type, const void *data, __u16 len)
{
	struct nlattr *attr = (void *)msg + msg->head.nlmsg_len;

	attr->nla_type = type;
	attr->nla_len = NLA_HDRLEN + len;
	memcpy((void *)attr + NLA_HDRLEN, data, len);
	msg->head.nlmsg_len += NLA_HDRLEN + NLA_ALIGN(len);
}

/**
 * message_ask() - send a request and replace it by the answer
 * @fd: socket
 * @msg: request
 *
 * Return: 0 or -errno.
 */
int message_ask(int fd, struct message *msg)
{
	const struct nlmsgerr *error = (void *)msg->body;
	ssize_t len;

	if (send(fd, msg, msg->head.nlmsg_len, 0) < 0)
		return -errno;
	len = recv(fd, msg, sizeof(msg->head) + sizeof(msg->body), 0);
	if (len < 0)
		return -errno;
	if (len < (ssize_t)NLMSG_LENGTH(msg->header) ||
	    msg->head.nlmsg_len > len)
		return -EBADMSG;
	if (msg->head.nlmsg_type == NLMSG_ERROR)
		return error->error ?: -EBADMSG;
	return 0;
}

/**
 * netlink_find() - find an attribute
 * @at: the first attribute
 * @end: end of the message
 * @type: its type
 * @len: set to the length of its value
 *
 * Return: its value, or %NULL.
 */
const void *netlink_find(const void *at, const void *end, __u16 type, __u16 *len)
{
	const struct nlattr *attr;

	while (end - at >= NLA_HDRLEN) {
		attr = at;
		if (attr->nla_len < NLA_HDRLEN || attr->nla_len > end - at)
			break;
		if ((attr->nla_type & NLA_TYPE_MASK) == type) {
			*len = attr->nla_len - NLA_HDRLEN;
			return at + NLA_HDRLEN;
		}
		at += NLA_ALIGN(attr->nla_len);
	}
	return NULL;
}

/**
 * message_find() - find an attribute of an answer
 * @msg: answer
 * @type: its type
 * @len: set to the length of its value
 *
 * Return: its value, or %NULL.
 */
const void *message_find(const struct message *msg, __u16 type, __u16 *len)
{
	return netlink_find(msg->body + NLMSG_ALIGN(msg->header),
			    (const void *)msg + msg->head.nlmsg_len, type, len);
}

/**
 * message_read() - copy an attribute of a known length
 * @msg: answer
 * @type: its type
 * @data: filled in
 * @len: length that it has to have
 *
 * Return: 0 or -ENOENT.
 */
int message_read(const struct message *msg, __u16 type, void *data, __u16 len)
{
	__u16 found;
	const void *value = message_find(msg, type, &found);

	if (!value || found != len)
		return -ENOENT;
	memcpy(data, value, len);
	return 0;
}
