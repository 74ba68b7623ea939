// SPDX-License-Identifier: GPL-2.0
/*
 * faults fault=NAME: do one wrong thing, to see that the lab notices.
 *
 * Most faults need the kernel of make test DEBUG=1. None of them stops the guest
 * by itself: the detector and the lab have to fail the run.
 */
#include <linux/bits.h>
#include <linux/debugobjects.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "faults.h"

#define LEAKS	16

static char *fault = "none";
module_param(fault, charp, 0);
MODULE_PARM_DESC(fault, "what to do wrong");

static DEFINE_MUTEX(first);
static DEFINE_MUTEX(second);
static DEFINE_SPINLOCK(atomic);
static int __rcu *guarded;

static void fault_none(void)
{
}

static void fault_warn(void)
{
	WARN(fault != NULL, "this is a fault");
}

static void fault_out_of_bounds(void)
{
	volatile u8 *bytes = kmalloc(24, GFP_KERNEL);

	if (!bytes)
		return;
	(void)bytes[24];
	kfree((void *)bytes);
}

static void fault_use_after_free(void)
{
	volatile u8 *bytes = kmalloc(24, GFP_KERNEL);

	kfree((void *)bytes);
	if (bytes)
		(void)bytes[3];
}

static void fault_undefined(void)
{
	volatile int by = 33;
	volatile int value = 1 << by;

	(void)value;
}

/* Both orders, one after the other: a possible deadlock, not a real one */
static void fault_lock_order(void)
{
	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);
	mutex_lock(&second);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&second);
}

static void fault_unguarded(void)
{
	(void)rcu_dereference(guarded);
}

static void fault_sleep(void)
{
	spin_lock(&atomic);
	might_sleep();
	spin_unlock(&atomic);
}

static void fault_preemptible(void)
{
	(void)smp_processor_id();
}

static void expire(struct timer_list *timer)
{
}

/* Without a function the timer would count as shut down. */
static void fault_live_object(void)
{
	struct timer_list *timer = kmalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return;
	timer_setup(timer, expire, 0);
	timer->expires = jiffies + 3600 * HZ;
	add_timer(timer);
	kfree(timer);
}

static void fault_net(void)
{
	DEBUG_NET_WARN_ON_ONCE(fault != NULL);
}

/* Several, as kmemleak may find the address of one in a register or on the stack */
static void fault_leak(void)
{
	for (int i = 0; i < LEAKS; i++)
		(void)!kmalloc(100, GFP_KERNEL);
}

static const struct {
	const char *name;
	void (*make)(void);
} faults[] = {
	{ "none", fault_none },
	{ "warn", fault_warn },
	{ "out-of-bounds", fault_out_of_bounds },
	{ "use-after-free", fault_use_after_free },
	{ "undefined", fault_undefined },
	{ "lock-order", fault_lock_order },
	{ "unguarded", fault_unguarded },
	{ "sleep", fault_sleep },
	{ "preemptible", fault_preemptible },
	{ "live-object", fault_live_object },
	{ "net", fault_net },
	{ "freed-page", fault_freed_page },
	{ "leak", fault_leak },
};

static int __init faults_init(void)
{
	for (int i = 0; i < ARRAY_SIZE(faults); i++) {
		if (strcmp(fault, faults[i].name))
			continue;
		faults[i].make();
		return 0;
	}
	return -EINVAL;
}
module_init(faults_init);

static void __exit faults_exit(void)
{
}
module_exit(faults_exit);

MODULE_DESCRIPTION("Deliberate faults for the lab's detectors");
MODULE_LICENSE("GPL");
