// SPDX-License-Identifier: GPL-2.0
/*
 * Scenarios of the choice between TCG and KVM. A file stands for /dev/kvm. Under
 * KVM the fake QEMU plays the case $FAKE_KVM.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario.h"

static void run_lab(struct child *child, void (*prepare)(void))
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--accel-file", "accel", "--run", "run",
			 "--", "true", NULL };

	setenv("FAKE", "pass", 1);
	setenv("KVM_DEVICE", "kvm", 1);
	child_run(child, argv, prepare);
}

/* A run has this status and message, and remembers a text like @memory. */
static bool expect(int rc, const char *message, const char *accel,
		   const char *memory, char *why)
{
	char script[4096], file[512], want[64];
	struct child child;

	run_lab(&child, NULL);
	file_read("run/qemu.cmd", script, sizeof(script));
	file_read("accel", file, sizeof(file));
	snprintf(want, sizeof(want), "-accel %s ", accel);
	snprintf(why, WHY, "rc %d \"%.100s\", accel file \"%.60s\", want %s",
		 child.rc, child.err, file, accel);
	return child.rc == rc && strstr(child.err, message) &&
	       strstr(script, want) && !strncmp(file, memory, strlen(memory)) &&
	       !*file == !*memory;
}

/* The next run reads the file, and makes no trial boot. */
static bool expect_memory(const char *accel, const char *memory, char *why)
{
	if (system("rm -r run"))
		return false;
	if (!expect(0, "", accel, memory, why))
		return false;
	snprintf(why, WHY, "a second trial");
	return access("run/kvm-trial", F_OK);
}

static bool trial(const char *fake, const char *reason, char *why)
{
	file_write("kvm", "");
	setenv("FAKE_KVM", fake, 1);
	setenv("SLOWDOWN", "0.02", 1);
	return expect(0, reason, "tcg,thread=single", "tcg: ", why) &&
	       expect_memory("tcg,thread=single", "tcg: ", why);
}

static bool kvm_works(char *why)
{
	file_write("kvm", "");
	setenv("FAKE_KVM", "pass", 1);
	return expect(0, "a trial boot under KVM worked", "kvm", "kvm\n", why) &&
	       expect_memory("kvm", "kvm\n", why);
}

static bool kvm_hangs(char *why)
{
	return trial("hang", "did not work, so TCG it is: lab-run: BROKEN: the guest was not up after 0.4 s",
		     why);
}

static bool kvm_exits(char *why)
{
	return trial("broken_qemu_error", "did not work, so TCG it is: lab-run: BROKEN: QEMU exited with 1",
		     why);
}

static bool kvm_panics(char *why)
{
	return trial("panic", "did not work, so TCG it is: lab-run: PANIC: ",
		     why);
}

static void become_nobody(void)
{
	if (!geteuid() && setresuid(NOBODY, NOBODY, NOBODY))
		_exit(126);
}

/* No trial boot, and nothing to remember: the user may join the group. */
static bool kvm_no_permission(char *why)
{
	struct child child;
	char script[4096];
	bool ok;

	file_write("kvm", "");
	chmod("kvm", 0);
	chmod(".", 0777);
	run_lab(&child, become_nobody);
	file_read("run/qemu.cmd", script, sizeof(script));
	snprintf(why, WHY, "rc %d \"%.100s\"", child.rc, child.err);
	ok = !child.rc && !child.err[0] && access("accel", F_OK) &&
	     strstr(script, "-accel tcg,thread=single ");
	setenv("ACCEL", "kvm", 1);
	run_lab(&child, become_nobody);
	return ok && child.rc == 2 &&
	       strstr(child.err, "ACCEL=kvm: kvm: Permission denied; join the group");
}

static bool kvm_absent(char *why)
{
	return expect(0, "", "tcg,thread=single", "", why);
}

/* $ACCEL overrides what is remembered. */
static bool kvm_forced(char *why)
{
	file_write("kvm", "");
	setenv("FAKE_KVM", "pass", 1);
	file_write("accel", "tcg: no\n");
	setenv("ACCEL", "kvm", 1);
	if (!expect(0, "", "kvm", "tcg: no\n", why))
		return false;
	file_write("accel", "kvm\n");
	setenv("ACCEL", "tcg", 1);
	return expect(0, "", "tcg,thread=single", "kvm\n", why);
}

static bool kvm_forced_absent(char *why)
{
	struct child child;

	setenv("ACCEL", "kvm", 1);
	run_lab(&child, NULL);
	snprintf(why, WHY, "rc %d \"%.100s\"", child.rc, child.err);
	return child.rc == 2 &&
	       strstr(child.err, "ACCEL=kvm: kvm: No such file or directory; this machine offers no KVM, or say ACCEL=tcg");
}

static bool kvm_forced_hangs(char *why)
{
	file_write("kvm", "");
	setenv("ACCEL", "kvm", 1);
	setenv("FAKE_KVM", "hang", 1);
	setenv("SLOWDOWN", "0.005", 1);
	return expect(2, "(does KVM work here? ACCEL=tcg)", "kvm", "", why);
}

/* A dry run reads the file, and makes no trial boot. */
static bool kvm_dry_run(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "none", "--initrd",
			 "none", "--accel-file", "accel", "--run", "run",
			 "--dry-run", "--", "true", NULL };
	struct child child;
	bool ok;

	file_write("kvm", "");
	setenv("KVM_DEVICE", "kvm", 1);
	child_run(&child, argv, NULL);
	ok = !child.rc && strstr(child.out, "-accel tcg") &&
	     access("accel", F_OK) && access("run", F_OK);
	file_write("accel", "kvm\n");
	child_run(&child, argv, NULL);
	snprintf(why, WHY, "rc %d \"%.100s\"", child.rc, child.out);
	return ok && !child.rc && strstr(child.out, "-accel kvm");
}

const struct scenario accel_scenarios[] = {
	{ "kvm_works", kvm_works },
	{ "kvm_hangs", kvm_hangs },
	{ "kvm_exits", kvm_exits },
	{ "kvm_panics", kvm_panics },
	{ "kvm_no_permission", kvm_no_permission },
	{ "kvm_absent", kvm_absent },
	{ "kvm_forced", kvm_forced },
	{ "kvm_forced_absent", kvm_forced_absent },
	{ "kvm_forced_hangs", kvm_forced_hangs },
	{ "kvm_dry_run", kvm_dry_run },
	{ }
};
