// SPDX-License-Identifier: GPL-2.0
/* A driver of a card under test, as far as it is the same for all cards. */
#include <stdlib.h>
#include <string.h>

#include "common_driver.h"

#define PAGE		4096
#define PIECE		32768

/**
 * driver_new() - make a driver
 * @machine: the machine
 * @actions: gets all actions
 * @next: memory from here on is free
 * @own: bytes of what the driver of this kind of card has for itself
 *
 * Return: the driver.
 */
struct driver *driver_new(struct machine *machine, struct action_list *actions,
			  u32 next, size_t own)
{
	struct driver *drv = calloc(1, sizeof(*drv));

	if (drv)
		drv->own = calloc(1, own);
	if (!drv || !drv->own)
		abort();
	drv->machine = machine;
	drv->next = next;
	drv->actions = actions;
	return drv;
}

void driver_free(struct driver *drv)
{
	free(drv->own);
	free(drv);
}

/**
 * driver_act() - execute an action, and record it
 * @drv: the driver
 * @kind: ACTION_...
 * @p: the arguments
 * @len: bytes of the arguments
 *
 * Return: the value of an ACTION_READ; 0 of any other.
 */
u64 driver_act(struct driver *drv, u8 kind, const void *p, size_t len)
{
	kind |= drv->second;
	action_append(drv->actions, kind, p, len);
	return action_run(drv->machine, kind, p, len);
}

/* Allocates memory, from the start of a page on. */
u32 driver_take(struct driver *drv, u32 len)
{
	u32 at = drv->next;

	drv->next += (len + PAGE - 1) / PAGE * PAGE;
	if (drv->next > MACHINE_MEMORY)
		abort();
	return at;
}

void driver_put(struct driver *drv, u32 addr, const void *data, size_t len)
{
	u8 buf[4 + PIECE];

	for (size_t done = 0; done < len; done += PIECE) {
		size_t n = min(len - done, (size_t)PIECE);
		u32 at = htole32(addr + done);

		memcpy(buf, &at, 4);
		memcpy(buf + 4, (const u8 *)data + done, n);
		driver_act(drv, ACTION_MEMORY, buf, 4 + n);
	}
}

/* @size is log2 of the number of bytes, 0 to 3, here and below. */
void driver_write(struct driver *drv, u32 off, u64 val, u8 size)
{
	u8 buf[13];

	off = htole32(off);
	val = htole64(val);
	memcpy(buf, &off, 4);
	buf[4] = size;
	memcpy(buf + 5, &val, 8);
	driver_act(drv, ACTION_WRITE, buf, sizeof(buf));
}

u64 driver_read(struct driver *drv, u32 off, u8 size)
{
	u8 buf[5];

	off = htole32(off);
	memcpy(buf, &off, 4);
	buf[4] = size;
	return driver_act(drv, ACTION_READ, buf, sizeof(buf));
}

void driver_frame(struct driver *drv, const void *frame, size_t len)
{
	driver_act(drv, ACTION_FRAME, frame, len);
}

const char *driver_say(struct driver *drv, const char *line)
{
	driver_act(drv, ACTION_LINE, line, strlen(line));
	return drv->machine->said;
}

/**
 * driver_finish() - let the timer expire until it is not set again
 * @drv: the driver
 * @most: the most times
 *
 * Return: the number of times.
 */
unsigned int driver_finish(struct driver *drv, unsigned int most)
{
	struct machine_card *card = &drv->machine->card[!!drv->second];
	unsigned int n = 0;

	for (; card->when && n < most; n++)
		driver_act(drv, ACTION_TIMER, NULL, 0);
	return n;
}
