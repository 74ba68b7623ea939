// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>

#include "genl.h"

struct request {
	struct nlmsghdr nl;
	struct genlmsghdr genl;
	__u8 attrs[GENL_ROOM];
};

/**
 * genl_put() - add an attribute to the next request
 * @g: from genl_open()
 * @type: the attribute's type, with NLA_F_NESTED if it has others
 * @value: its value
 * @len: bytes of the value; the request has room for it
 */
void genl_put(struct genl *g, __u16 type, const void *value, size_t len)
{
	struct nlattr attr = { .nla_type = type, .nla_len = NLA_HDRLEN + len };

	memcpy(g->attrs + g->len, &attr, sizeof(attr));
	memcpy(g->attrs + g->len + NLA_HDRLEN, value, len);
	g->len += NLA_ALIGN(attr.nla_len);
}

/* Receives up to the acknowledgement; @answer is the message in front of it. */
static int receive(int fd, void *answer, size_t room)
{
	for (;;) {
		__u8 message[8192] __attribute__((aligned(4)));
		const struct nlmsghdr *nl = (void *)message;
		ssize_t n = recv(fd, message, sizeof(message), 0);

		if (n < 0)
			return -errno;
		if (n < (ssize_t)sizeof(*nl) || nl->nlmsg_len > n)
			return -EBADMSG;
		if (nl->nlmsg_type == NLMSG_ERROR)
			return ((const struct nlmsgerr *)(nl + 1))->error;
		if ((size_t)n > room)
			return -ENOBUFS;
		memcpy(answer, message, n);
	}
}

/**
 * genl_ask() - send the request and receive its answer
 * @g: the request; its attributes are gone afterwards
 * @cmd: a command of the family
 * @answer: set to the message that came, if one did
 * @room: bytes of it
 *
 * Return: 0 or -errno, that of the kernel included.
 */
int genl_ask(struct genl *g, __u8 cmd, void *answer, size_t room)
{
	struct request req = {
		.nl = { .nlmsg_type = g->family,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK },
		.genl = { .cmd = cmd, .version = 1 },
	};

	req.nl.nlmsg_len = offsetof(struct request, attrs) + g->len;
	memcpy(req.attrs, g->attrs, g->len);
	g->len = 0;
	if (send(g->fd, &req, req.nl.nlmsg_len, 0) < 0)
		return -errno;
	return receive(g->fd, answer, room);
}

/**
 * genl_attr() - find an attribute
 * @answer: from genl_ask()
 * @type: the attribute's type
 *
 * Return: its value, or NULL.
 */
const void *genl_attr(const void *answer, __u16 type)
{
	const struct nlmsghdr *nl = answer;
	const char *p = answer + NLMSG_HDRLEN + GENL_HDRLEN;
	const char *end = answer + nl->nlmsg_len;

	while (p + NLA_HDRLEN <= end) {
		const struct nlattr *attr = (const void *)p;

		if ((attr->nla_type & NLA_TYPE_MASK) == type)
			return p + NLA_HDRLEN;
		p += NLA_ALIGN(attr->nla_len);
	}
	return NULL;
}

/**
 * genl_open() - make ready to ask a family
 * @g: filled in; genl_close() ends it
 * @family: name of the family
 *
 * Return: 0 or -errno.
 */
int genl_open(struct genl *g, const char *family)
{
	char answer[8192] __attribute__((aligned(4)));
	const void *id;
	int err;

	*g = (struct genl){
		.fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC),
		.family = GENL_ID_CTRL,
	};
	if (g->fd < 0)
		return -errno;
	genl_put(g, CTRL_ATTR_FAMILY_NAME, family, strlen(family) + 1);
	err = genl_ask(g, CTRL_CMD_GETFAMILY, answer, sizeof(answer));
	id = err ? NULL : genl_attr(answer, CTRL_ATTR_FAMILY_ID);
	if (!id) {
		genl_close(g);
		return err ?: -EBADMSG;
	}
	memcpy(&g->family, id, sizeof(g->family));
	return 0;
}

void genl_close(struct genl *g)
{
	close(g->fd);
}
