// SPDX-License-Identifier: GPL-2.0
/*
 * The choice between TCG and KVM.
 *
 * A /dev/kvm that can be opened proves little: a guest under it may hang, or
 * QEMU may end at once. So lab-run boots a guest once for trial and remembers
 * the result in a file. Whether the device exists and can be opened is checked
 * on every run, as that costs nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "accel.h"
#include "command_line.h"
#include "qemu/common/error.h"
#include "qemu/common/exit_codes.h"
#include "qemu/common/files.h"
#include "qemu/common/processes.h"

/* A guest under KVM needs about one second to boot. */
#define TRIAL_BOOT_SECONDS	"20"
#define TRIAL_SECONDS		"30"
#define REASON_MAX		512

static const char * const names[] = {
	[ACCEL_TCG] = "tcg", [ACCEL_MTTCG] = "mttcg", [ACCEL_KVM] = "kvm",
};

static const char *kvm_device(void)
{
	const char *env = getenv("KVM_DEVICE");

	return env && *env ? env : "/dev/kvm";
}

/* Returns 0, or the errno of opening the device. */
static int kvm_error(void)
{
	int fd = open(kvm_device(), O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static enum accel accel_forced(const struct run_options *opt,
			       const char *want)
{
	enum accel accel;
	int err;

	for (accel = ACCEL_TCG; strcmp(names[accel], want); accel++)
		if (accel == ACCEL_KVM)
			die("ACCEL=%s: want tcg, mttcg or kvm", want);
	err = accel == ACCEL_KVM && !opt->dry_run ? kvm_error() : 0;
	if (err)
		die("ACCEL=kvm: %s: %s; %s, or say ACCEL=tcg",
		    kvm_device(), strerror(err),
		    err == EACCES ? "join the group it belongs to" :
					"this machine offers no KVM");
	return accel;
}

static void trial_exec(const struct run_options *opt, int err)
{
	static struct words words;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	setenv("ACCEL", names[ACCEL_KVM], 1);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	words_add(&words, "lab-run");
	words_add(&words, "--kernel");
	words_add(&words, "%s", opt->kernel);
	for (int i = 0; i < opt->initrd.n; i++) {
		words_add(&words, "--initrd");
		words_add(&words, "%s", opt->initrd.word[i]);
	}
	words_add(&words, "--run");
	words_add(&words, "%s/kvm-trial", opt->run);
	words_add(&words, "--boot-timeout");
	words_add(&words, TRIAL_BOOT_SECONDS);
	words_add(&words, "--timeout");
	words_add(&words, TRIAL_SECONDS);
	words_add(&words, "--");
	words_add(&words, "true");
	execv("/proc/self/exe", words.word);
	_exit(VERDICT_BROKEN);
}

/* Returns whether a guest boots under KVM; if not, @why gets the reason. */
static bool trial_boot(const struct run_options *opt, char *why)
{
	size_t len = 0;
	int report[2];
	ssize_t n;
	pid_t pid;
	int st;

	pipe_open(report);
	pid = process_fork();
	if (!pid)
		trial_exec(opt, report[1]);
	close(report[1]);
	while ((n = read(report[0], why + len, REASON_MAX - 1 - len)) > 0)
		len += n;
	close(report[0]);
	why[len] = '\0';
	why[strcspn(why, "\n")] = '\0';
	return waitpid(pid, &st, 0) == pid && !st;
}

/* The lock makes other runs wait for the result of a trial boot. */
static enum accel accel_remembered(const struct run_options *opt)
{
	int fd = open(opt->accel_file, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	char why[REASON_MAX] = "", line[REASON_MAX + 8] = "";
	bool works;

	if (fd < 0 || flock(fd, LOCK_EX))
		die("%s: %s", opt->accel_file, strerror(errno));
	if (read(fd, line, sizeof(line) - 1) > 0) {
		close(fd);
		return strcmp(line, "kvm\n") ? ACCEL_TCG : ACCEL_KVM;
	}
	works = trial_boot(opt, why);
	snprintf(line, sizeof(line), works ? "kvm\n" : "tcg: %s\n", why);
	write_all(fd, line, strlen(line), opt->accel_file);
	close(fd);
	fprintf(stderr, "lab-run: a trial boot under KVM %s%s; remembered in %s\n",
		works ? "worked" : "did not work, so TCG it is: ", why,
		opt->accel_file);
	return works ? ACCEL_KVM : ACCEL_TCG;
}

/* A dry run leaves no file behind, so it makes no trial boot. */
static enum accel accel_known(const struct run_options *opt)
{
	char line[8] = "";
	int fd = open(opt->accel_file, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && read(fd, line, sizeof(line) - 1) < 0)
		line[0] = '\0';
	close(fd);
	return strcmp(line, "kvm\n") ? ACCEL_TCG : ACCEL_KVM;
}

/**
 * accel_choose() - choose between TCG and KVM
 * @opt: the options
 *
 * $ACCEL decides. Where it is empty, the remembered trial boot under KVM
 * decides. Without a file to remember it the choice is TCG, which works
 * everywhere.
 *
 * Return: what executes the guest's instructions.
 */
enum accel accel_choose(const struct run_options *opt)
{
	const char *want = getenv("ACCEL");

	if (want && *want)
		return accel_forced(opt, want);
	if (!opt->accel_file || kvm_error())
		return ACCEL_TCG;
	return opt->dry_run ? accel_known(opt) : accel_remembered(opt);
}
