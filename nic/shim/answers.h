/* SPDX-License-Identifier: GPL-2.0 */
/* Lines that wait until the control socket takes them. */
#ifndef NIC_ANSWERS_H
#define NIC_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct answers - what is to be said
 * @to: the socket
 * @text: the bytes, @sent of @len are gone
 * @room: bytes of @text
 * @watch: what waits for the socket, 0: nothing does
 */
struct answers {
	struct CharBackend *to;
	char *text;
	size_t sent, len, room;
	unsigned int watch;
};

void answers_add(struct answers *answers, const char *line);
bool answers_full(const struct answers *answers);
void answers_clear(struct answers *answers);

#endif /* NIC_ANSWERS_H */
