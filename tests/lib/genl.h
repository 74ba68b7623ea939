/* SPDX-License-Identifier: GPL-2.0 */
/* Requests to families of generic netlink */
#ifndef TESTS_LIB_GENL_H
#define TESTS_LIB_GENL_H

#include <stddef.h>
#include <linux/types.h>

#define GENL_ROOM	256	/* bytes of attributes that a request has room for */

/**
 * struct genl - a request to a family
 * @fd: a socket, from genl_open()
 * @family: number of the family
 * @len: bytes of attributes
 * @attrs: the attributes, from genl_put()
 */
struct genl {
	int fd;
	__u16 family;
	size_t len;
	__u8 attrs[GENL_ROOM];
};

int genl_open(struct genl *g, const char *family);
void genl_close(struct genl *g);
void genl_put(struct genl *g, __u16 type, const void *value, size_t len);
int genl_ask(struct genl *g, __u8 cmd, void *answer, size_t room);
const void *genl_attr(const void *answer, __u16 type);

#endif /* TESTS_LIB_GENL_H */
