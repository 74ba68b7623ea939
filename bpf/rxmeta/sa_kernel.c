// SPDX-License-Identifier: GPL-2.0
/*
 * The SAs of the kernel, over netlink: first all of them, then what is added, replaced,
 * deleted or expires. A message has the keys, so its memory is wiped.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/xfrm.h>

#include "netlink.h"
#include "sa.h"
#include "sa_kernel.h"
#include "sa_table.h"

#define ROOM		65536
#define SOCKET_ROOM	(4 << 20)

static __u8 room[ROOM] __attribute__((aligned(8)));

/* A name as `ip netns` has it, or a path. */
static int open_netns(const char *netns)
{
	char path[256];

	if (strchr(netns, '/'))
		snprintf(path, sizeof(path), "%s", netns);
	else
		snprintf(path, sizeof(path), "/run/netns/%s", netns);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* A socket stays in the namespace that it was opened in. */
static int open_socket(const char *netns)
{
	int own = -1, other = -1, fd = -1;

	if (!netns)
		return message_socket(NETLINK_XFRM);
	own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	other = open_netns(netns);
	if (own < 0 || other < 0 || setns(other, CLONE_NEWNET)) {
		fd = -errno;
	} else {
		fd = message_socket(NETLINK_XFRM);
		if (setns(own, CLONE_NEWNET))
			fd = -errno;
	}
	close(own);
	close(other);
	return fd;
}

/**
 * sa_kernel_open() - listen to changes of the kernel's SAs
 * @netns: name or path of a network namespace, or %NULL for the own one
 *
 * Return: file descriptor, or -errno.
 */
int sa_kernel_open(const char *netns)
{
	static const int groups[] = { XFRMNLGRP_SA, XFRMNLGRP_EXPIRE };
	int fd = open_socket(netns), size = SOCKET_ROOM, i;

	if (fd < 0)
		return fd;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	for (i = 0; i < 2; i++) {
		if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP,
			       &groups[i], sizeof(groups[i]))) {
			i = -errno;
			close(fd);
			return i;
		}
	}
	return fd;
}

static void set_id(struct ipsec_id *id, const xfrm_address_t *daddr,
		   __be32 spi, __u16 family)
{
	memset(id, 0, sizeof(*id));
	id->spi = spi;
	memcpy(id->daddr, daddr, family == AF_INET6 ? 16 : 4);
}

/* Where a cipher has a checksum of its own, its attribute has the length of that. */
static void set_cipher(struct sa *sa, const void *at, const void *end)
{
	const struct xfrm_algo_aead *aead;
	const struct xfrm_algo_auth *auth;
	const struct xfrm_algo *crypt;
	__u16 len;

	aead = netlink_find(at, end, XFRMA_ALG_AEAD, &len);
	if (aead && len >= sizeof(*aead) + aead->alg_key_len / 8) {
		sa->format.icv_len = aead->alg_icv_len / 8;
		sa_set_cipher(sa, aead->alg_name, (const __u8 *)aead->alg_key,
			      aead->alg_key_len / 8);
		return;
	}
	auth = netlink_find(at, end, XFRMA_ALG_AUTH_TRUNC, &len);
	if (auth && len >= sizeof(*auth))
		sa->format.icv_len = auth->alg_trunc_len / 8;
	crypt = netlink_find(at, end, XFRMA_ALG_CRYPT, &len);
	if (crypt && len >= sizeof(*crypt) + crypt->alg_key_len / 8)
		sa_set_cipher(sa, crypt->alg_name, (const __u8 *)crypt->alg_key,
			      crypt->alg_key_len / 8);
}

/* An SA for packets that leave needs no key here. Few SAs say so. */
static bool is_outgoing(const void *at, const void *end)
{
	__u16 len;
	const __u8 *dir = netlink_find(at, end, XFRMA_SA_DIR, &len);

	return dir && len == 1 && *dir == XFRM_SA_DIR_OUT;
}

static void take_new(struct sa_table *table, const struct nlmsghdr *head)
{
	const struct xfrm_usersa_info *info = NLMSG_DATA(head);
	const void *at = (const void *)info + NLMSG_ALIGN(sizeof(*info));
	const void *end = (const void *)head + head->nlmsg_len;
	struct sa sa = { };

	if (info->id.proto != IPPROTO_ESP || is_outgoing(at, end))
		return;
	set_id(&sa.id, &info->id.daddr, info->id.spi, info->family);
	sa.format.transport = info->mode == XFRM_MODE_TRANSPORT;
	if (info->mode == XFRM_MODE_TRANSPORT || info->mode == XFRM_MODE_TUNNEL)
		set_cipher(&sa, at, end);
	sa_table_put(table, &sa);
	sa_wipe(&sa);
}

static void take_delete(struct sa_table *table, const struct nlmsghdr *head)
{
	const struct xfrm_usersa_id *gone = NLMSG_DATA(head);
	struct ipsec_id id;

	if (gone->proto != IPPROTO_ESP)
		return;
	set_id(&id, &gone->daddr, gone->spi, gone->family);
	sa_table_remove(table, &id);
}

static void take_expire(struct sa_table *table, const struct nlmsghdr *head)
{
	const struct xfrm_user_expire *expire = NLMSG_DATA(head);
	struct ipsec_id id;

	if (!expire->hard || expire->state.id.proto != IPPROTO_ESP)
		return;
	set_id(&id, &expire->state.id.daddr, expire->state.id.spi,
	       expire->state.family);
	sa_table_remove(table, &id);
}

static void take_flush(struct sa_table *table, const struct nlmsghdr *head)
{
	const struct xfrm_usersa_flush *flush = NLMSG_DATA(head);

	if (flush->proto && flush->proto != IPPROTO_ESP)
		return;
	sa_table_unsee(table);
	sa_table_remove_unseen(table);
}

static bool has(const struct nlmsghdr *head, size_t len)
{
	return head->nlmsg_len >= NLMSG_LENGTH(len);
}

/* Return: 0, 1 after the last message of a dump, or -errno. */
static int take_message(struct sa_table *table, const struct nlmsghdr *head)
{
	const struct nlmsgerr *error = NLMSG_DATA(head);

	switch (head->nlmsg_type) {
	case NLMSG_DONE:
		return 1;
	case NLMSG_ERROR:
		return has(head, sizeof(*error)) ? error->error : -EBADMSG;
	case XFRM_MSG_NEWSA:
	case XFRM_MSG_UPDSA:
		if (has(head, sizeof(struct xfrm_usersa_info)))
			take_new(table, head);
		return 0;
	case XFRM_MSG_DELSA:
		if (has(head, sizeof(struct xfrm_usersa_id)))
			take_delete(table, head);
		return 0;
	case XFRM_MSG_EXPIRE:
		if (has(head, sizeof(struct xfrm_user_expire)))
			take_expire(table, head);
		return 0;
	case XFRM_MSG_FLUSHSA:
		if (has(head, sizeof(struct xfrm_usersa_flush)))
			take_flush(table, head);
		return 0;
	default:
		return 0;
	}
}

static int take_messages(struct sa_table *table, ssize_t len)
{
	const struct nlmsghdr *head = (const void *)room;
	int err = 0;

	for (; !err && NLMSG_OK(head, len); head = NLMSG_NEXT(head, len))
		err = take_message(table, head);
	return err;
}

static int receive(int fd, struct sa_table *table, int flags)
{
	ssize_t len = recv(fd, room, sizeof(room), flags | MSG_TRUNC);
	int err;

	if (len < 0)
		return -errno;
	err = len > (ssize_t)sizeof(room) ? -EMSGSIZE : take_messages(table, len);
	explicit_bzero(room, sizeof(room));
	return err;
}

/* Take what is waiting. An SA that was added before the question, and whose end is among the
 * lost messages, would else look like one of the answers.
 */
static void take_waiting(int fd, struct sa_table *table)
{
	int err;

	do
		err = receive(fd, table, MSG_DONTWAIT);
	while (err >= 0 || err == -EINTR || err == -ENOBUFS);
}

/**
 * sa_kernel_read_all() - make the table equal to the kernel's SAs
 * @fd: from sa_kernel_open()
 * @table: table
 *
 * Changes that happen meanwhile come between the answers, and are taken too.
 *
 * Return: 0 or -errno.
 */
int sa_kernel_read_all(int fd, struct sa_table *table)
{
	struct nlmsghdr ask = {
		.nlmsg_len = NLMSG_LENGTH(0), .nlmsg_type = XFRM_MSG_GETSA,
		.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
	};
	bool lost;
	int err;

	do {
		lost = false;
		take_waiting(fd, table);
		sa_table_unsee(table);
		if (send(fd, &ask, ask.nlmsg_len, 0) < 0)
			return -errno;
		do {
			err = receive(fd, table, 0);
			lost |= err == -ENOBUFS;
		} while (!err || err == -EINTR || err == -ENOBUFS);
	} while (lost && err == 1);
	if (err < 0)
		return err;
	sa_table_remove_unseen(table);
	return 0;
}

/**
 * sa_kernel_follow() - take the changes that are waiting
 * @fd: from sa_kernel_open()
 * @table: table
 *
 * If there were more than the socket can hold, all SAs are read again.
 *
 * Return: 0 or -errno.
 */
int sa_kernel_follow(int fd, struct sa_table *table)
{
	int err;

	do
		err = receive(fd, table, MSG_DONTWAIT);
	while (!err || err == -EINTR);
	if (err == -EAGAIN)
		return 0;
	return sa_kernel_read_all(fd, table);
}
