// SPDX-License-Identifier: GPL-2.0
/*
 * Answers that wait until the control socket takes them. Both ends of the
 * socket may be in this QEMU, and in one thread, so this code must not block
 * until the other end has read.
 */
#include "qemu/osdep.h"
#include "chardev/char-fe.h"

#include "answers.h"

/* The shim reads no further command while more bytes than this wait. */
#define FULL	(64 << 10)

static gboolean writable(void *unused, GIOCondition condition, void *opaque);

/* Writes as much as the socket takes. A watch waits to write the rest. */
static void flush(struct answers *answers)
{
	while (answers->sent < answers->len) {
		int n = qemu_chr_fe_write(answers->to,
					  (uint8_t *)answers->text +
					  answers->sent,
					  answers->len - answers->sent);

		if (n <= 0)
			break;
		answers->sent += n;
	}
	if (answers->sent < answers->len && !answers->watch)
		answers->watch = qemu_chr_fe_add_watch(answers->to,
						       G_IO_OUT | G_IO_HUP,
						       writable, answers);
	/* Without a watch, the socket is closed. */
	if (!answers->watch)
		answers->sent = answers->len = 0;
}

static gboolean writable(void *unused, GIOCondition condition, void *opaque)
{
	struct answers *answers = opaque;

	answers->watch = 0;
	flush(answers);
	return G_SOURCE_REMOVE;
}

/**
 * answers_add() - add a line
 * @answers: the queue
 * @line: the line, without newline
 */
void answers_add(struct answers *answers, const char *line)
{
	size_t n = strlen(line);

	if (answers->len + n + 1 > answers->room) {
		size_t room = 2 * (answers->len + n + 1);
		char *text = realloc(answers->text, room);

		if (!text)
			return;
		answers->text = text;
		answers->room = room;
	}
	memcpy(answers->text + answers->len, line, n);
	answers->text[answers->len + n] = '\n';
	answers->len += n + 1;
	if (!answers->watch)
		flush(answers);
}

/**
 * answers_full() - whether to stop reading commands
 * @answers: the queue
 *
 * Return: true when many bytes wait.
 */
bool answers_full(const struct answers *answers)
{
	return answers->len - answers->sent > FULL;
}

/**
 * answers_clear() - drop all lines, as the other end has closed the socket
 * @answers: the queue
 */
void answers_clear(struct answers *answers)
{
	if (answers->watch)
		g_source_remove(answers->watch);
	free(answers->text);
	*answers = (struct answers){ .to = answers->to };
}
