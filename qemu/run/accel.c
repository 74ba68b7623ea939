// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: TCG or KVM.
 *
 * A /dev/kvm that can be opened says little: a guest under it may hang, or QEMU
 * may end at once. So a guest is booted once for trial, and how that went is
 * remembered. What costs nothing to ask is not: whether there is a device, and
 * whether we may use it.
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

#include "run.h"

/* A guest under KVM is up after a second. */
#define TRIAL_BOOT_SECONDS	"20"
#define TRIAL_SECONDS		"30"
#define REASON_MAX		512

static const char * const names[] = {
	[LAB_TCG] = "tcg", [LAB_MTTCG] = "mttcg", [LAB_KVM] = "kvm",
};

static const char *kvm_device(void)
{
	const char *env = getenv("KVM_DEVICE");

	return env && *env ? env : "/dev/kvm";
}

/* Returns 0, or why there is no KVM for us. */
static int kvm_error(void)
{
	int fd = open(kvm_device(), O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static enum lab_accel accel_forced(const struct lab_options *opt,
				   const char *want)
{
	enum lab_accel accel;
	int err;

	for (accel = LAB_TCG; strcmp(names[accel], want); accel++)
		if (accel == LAB_KVM)
			lab_die("ACCEL=%s: want tcg, mttcg or kvm", want);
	err = accel == LAB_KVM && !opt->dry_run ? kvm_error() : 0;
	if (err)
		lab_die("ACCEL=kvm: %s: %s; %s, or say ACCEL=tcg",
			kvm_device(), strerror(err),
			err == EACCES ? "join the group it belongs to" :
					"this machine offers no KVM");
	return accel;
}

static void trial_exec(const struct lab_options *opt, int err)
{
	static struct lab_words words;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	setenv("ACCEL", names[LAB_KVM], 1);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	lab_add(&words, "lab-run");
	lab_add(&words, "--kernel");
	lab_add(&words, "%s", opt->kernel);
	for (int i = 0; i < opt->initrd.n; i++) {
		lab_add(&words, "--initrd");
		lab_add(&words, "%s", opt->initrd.word[i]);
	}
	lab_add(&words, "--run");
	lab_add(&words, "%s/kvm-trial", opt->run);
	lab_add(&words, "--boot-timeout");
	lab_add(&words, TRIAL_BOOT_SECONDS);
	lab_add(&words, "--timeout");
	lab_add(&words, TRIAL_SECONDS);
	lab_add(&words, "--");
	lab_add(&words, "true");
	execv("/proc/self/exe", words.word);
	_exit(LAB_BROKEN);
}

/* Returns whether a guest boots under KVM; if not, @why has the reason. */
static bool trial_boot(const struct lab_options *opt, char *why)
{
	size_t len = 0;
	int report[2];
	ssize_t n;
	pid_t pid;
	int st;

	if (pipe2(report, O_CLOEXEC))
		lab_die("pipe: %s", strerror(errno));
	pid = fork();
	if (pid < 0)
		lab_die("fork: %s", strerror(errno));
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

/* Those who come while another one tries wait for what comes of it. */
static enum lab_accel accel_remembered(const struct lab_options *opt)
{
	int fd = open(opt->accel_file, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	char why[REASON_MAX] = "", line[REASON_MAX + 8] = "";
	bool works;

	if (fd < 0 || flock(fd, LOCK_EX))
		lab_die("%s: %s", opt->accel_file, strerror(errno));
	if (read(fd, line, sizeof(line) - 1) > 0) {
		close(fd);
		return strcmp(line, "kvm\n") ? LAB_TCG : LAB_KVM;
	}
	works = trial_boot(opt, why);
	snprintf(line, sizeof(line), works ? "kvm\n" : "tcg: %s\n", why);
	lab_write(fd, line, strlen(line), opt->accel_file);
	close(fd);
	fprintf(stderr, "lab-run: a trial boot under KVM %s%s; remembered in %s\n",
		works ? "worked" : "did not work, so TCG it is: ", why,
		opt->accel_file);
	return works ? LAB_KVM : LAB_TCG;
}

/* Of a dry run, nothing is left: what is not known yet stays so. */
static enum lab_accel accel_known(const struct lab_options *opt)
{
	char line[8] = "";
	int fd = open(opt->accel_file, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && read(fd, line, sizeof(line) - 1) < 0)
		line[0] = '\0';
	close(fd);
	return strcmp(line, "kvm\n") ? LAB_TCG : LAB_KVM;
}

/**
 * lab_accel_choose() - decide between TCG and KVM
 * @opt: the options
 *
 * $ACCEL decides; where it is empty, a trial boot under KVM, once. Without a
 * file to remember that in, it is TCG, which works everywhere.
 *
 * Return: what the guest is to run under.
 */
enum lab_accel lab_accel_choose(const struct lab_options *opt)
{
	const char *want = getenv("ACCEL");

	if (want && *want)
		return accel_forced(opt, want);
	if (!opt->accel_file || kvm_error())
		return LAB_TCG;
	return opt->dry_run ? accel_known(opt) : accel_remembered(opt);
}
