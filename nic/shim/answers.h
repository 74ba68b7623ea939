/* SPDX-License-Identifier: GPL-2.0 */
/* Answers that wait until the control socket takes them. */
#ifndef NIC_ANSWERS_H
#define NIC_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct answers - lines that wait
 * @to: the control socket
 * @text: the lines
 * @sent: bytes of @text that are written
 * @len: bytes of @text
 * @room: allocated bytes of @text
 * @watch: the watch on the socket, 0: none
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
