/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver of a card under test, as far as it is the same for all cards. It
 * works by actions only, so that they can be recorded.
 */
#ifndef TESTS_MODEL_COMMON_DRIVER_H
#define TESTS_MODEL_COMMON_DRIVER_H

#include <linux/types.h>

#include "tests/model/action.h"

#define DRIVER_OUT_MAX	(16 + 16 * 512)

/**
 * struct driver - the driver of both cards
 * @machine: the machine
 * @second: ACTION_SECOND to drive the second card, or 0
 * @next: memory from here on is free
 * @actions: gets all actions
 * @out: the output of the last command
 * @own: what the driver of this kind of card has for itself
 */
struct driver {
	struct machine *machine;
	u8 second;
	u32 next;
	struct action_list *actions;
	u8 out[DRIVER_OUT_MAX];
	void *own;
};

struct driver *driver_new(struct machine *machine, struct action_list *actions,
			  u32 next, size_t own);
void driver_free(struct driver *drv);
u64 driver_act(struct driver *drv, u8 kind, const void *p, size_t len);

u32 driver_take(struct driver *drv, u32 len);
void driver_put(struct driver *drv, u32 addr, const void *data, size_t len);
void driver_write(struct driver *drv, u32 off, u64 val, u8 size);
u64 driver_read(struct driver *drv, u32 off, u8 size);
void driver_frame(struct driver *drv, const void *frame, size_t len);
const char *driver_say(struct driver *drv, const char *line);
unsigned int driver_finish(struct driver *drv, unsigned int most);

#endif /* TESTS_MODEL_COMMON_DRIVER_H */
