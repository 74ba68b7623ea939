/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests of lab-run and lab-ktap. A case is a row of a table in
 * run_verdicts.c, tap_streams.c or job_verdicts.c; a scenario is a function.
 * Each runs in a directory of its own that has a "kernel" and an "initrd". The
 * fake QEMU is this program itself, see fake_qemu.c.
 */
#ifndef LAB_SCENARIO_H
#define LAB_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "child.h"

/* Size of a scenario's text about a failure */
#define WHY	256

/* User and group without privileges */
#define NOBODY	65534

/**
 * struct scenario - a test without a table
 * @name: name of the test
 * @run: the test; returns whether it passed. @why gets what went wrong, or
 *	"SKIP " and what the machine lacks
 */
struct scenario {
	const char *name;
	bool (*run)(char *why);
};

/* Tables of scenarios, each ended by a row without a name */
extern const struct scenario run_scenarios[];
extern const struct scenario link_scenarios[];
extern const struct scenario accel_scenarios[];
extern const struct scenario keep_scenarios[];
extern const struct scenario user_scenarios[];
extern const struct scenario job_scenarios[];
extern const struct scenario junit_scenarios[];
extern const struct scenario name_scenarios[];

/* The programs under test */
extern const char *lab_run;
extern const char *lab_ktap;

/* Arguments of lab-run with a kernel, an initramfs and a directory */
#define LAB_RUN(...) \
	{ (char *)lab_run, "--kernel", "kernel", "--initrd", "initrd", \
	  "--run", "run", __VA_ARGS__, NULL }

/* A shell command that prints one passed test */
#define ONE_PASSED	"printf 'TAP version 13\\n1..1\\nok 1 a\\n'"

#endif
