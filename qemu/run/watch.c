// SPDX-License-Identifier: GPL-2.0
/* lab-run: QEMU is started, its output passed on, its time measured. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "run.h"

/* How long QEMU may take to end after it was asked to, before it is killed. */
#define GRACE_MS	2000
/* inotify wakes us when QEMU has written; this is for where it cannot. */
#define WAKE_MS		200
/* A pipe that poll() calls writable takes this much without blocking. */
#define CHUNK		PIPE_BUF
/* Less than this many bytes for the logs is too little. */
#define ROOM_MIN	(64 << 10)

struct watch {
	const struct lab_options *opt;
	struct lab_watch *result;
	pid_t pid;
	bool exited;
	bool hello;		/* the guest is up, or has said why not */
	bool ending;		/* QEMU was asked to go */
	struct lab_keep keep;
	int signals;
	int events;
	int ktap;		/* DIR/ktap.log as far as it was passed on */
	long long boot_by;	/* deadlines on the clock of lab_now_ms() */
	long long end_by;
	long long kill_by;
};

static int block_signals(void)
{
	static const int sigs[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP };
	sigset_t set;
	int fd;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
		sigaddset(&set, sigs[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		lab_die("signalfd: %s", strerror(errno));
	return fd;
}

static int watch_directory(const struct lab_options *opt)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (fd >= 0)
		inotify_add_watch(fd, opt->dir, IN_MODIFY);
	return fd;
}

/* What QEMU itself says goes to DIR/qemu.log, but in a shell to the user. */
static void child_exec(const struct lab_options *opt, struct lab_words *qemu,
		       int report)
{
	int log = open(lab_path(opt, "qemu.log"),
		       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigset_t none;
	int err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (!opt->shell) {
		/* Ctrl-C is for lab-run, which ends QEMU in its own way. */
		setpgid(0, 0);
		dup2(null, STDIN_FILENO);
		dup2(log, STDOUT_FILENO);
		dup2(log, STDERR_FILENO);
	}
	execvp(qemu->word[0], qemu->word);
	err = errno;
	lab_write(report, &err, sizeof(err), "exec");
	_exit(127);
}

static pid_t child_start(const struct lab_options *opt, struct lab_words *qemu)
{
	int report[2], err;
	pid_t pid;

	if (pipe2(report, O_CLOEXEC))
		lab_die("pipe: %s", strerror(errno));
	pid = fork();
	if (pid < 0)
		lab_die("fork: %s", strerror(errno));
	if (!pid)
		child_exec(opt, qemu, report[1]);
	close(report[1]);
	/* An exec that works closes the pipe and leaves nothing in it. */
	if (read(report[0], &err, sizeof(err)) == sizeof(err))
		lab_die("cannot start %s: %s; apt-get install qemu-system-x86",
			qemu->word[0], strerror(err));
	close(report[0]);
	return pid;
}

static void watch_stop(struct watch *w, enum lab_end why)
{
	if (w->ending)
		return;
	w->ending = true;
	w->result->end = why;
	w->kill_by = lab_now_ms() + GRACE_MS;
	kill(w->pid, SIGTERM);
}

/* Passes on at most one chunk; returns whether there was one. */
static bool watch_pass_on(struct watch *w)
{
	char buf[CHUNK];
	ssize_t len = read(w->ktap, buf, sizeof(buf)), n;

	for (ssize_t done = 0; done < len; done += n) {
		n = write(STDOUT_FILENO, buf + done, len - done);
		if (n >= 0 || errno == EINTR || errno == EAGAIN) {
			n = n < 0 ? 0 : n;
			continue;
		}
		/* The log goes on, but nobody listens: no verdict reaches. */
		w->result->error = errno;
		lseek(w->ktap, 0, SEEK_END);
		watch_stop(w, LAB_END_OUTPUT);
		return false;
	}
	return len > 0;
}

static bool watch_has_more(const struct watch *w)
{
	struct stat st;

	return !fstat(w->ktap, &st) &&
	       st.st_size > lseek(w->ktap, 0, SEEK_CUR);
}

static void handle_signals(struct watch *w)
{
	struct signalfd_siginfo info;

	while (read(w->signals, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGCHLD) {
			if (waitpid(w->pid, &w->result->status, WNOHANG) > 0)
				w->exited = true;
			continue;
		}
		w->result->signal = info.ssi_signo;
		watch_stop(w, LAB_END_SIGNAL);
	}
}

/* A QEMU that cannot write does not end: it tries again, the guest hangs. */
static bool disk_is_full(const struct lab_options *opt)
{
	struct statvfs fs;
	fsblkcnt_t left;

	if (statvfs(opt->dir, &fs) || !fs.f_blocks)
		return false;
	left = geteuid() ? fs.f_bavail : fs.f_bfree;
	return left * fs.f_frsize < ROOM_MIN;
}

/* The user's time is not the command's. */
static void handle_verdict(struct watch *w)
{
	struct lab_verdict v;

	if (w->hello && (!w->opt->keep || w->keep.open))
		return;
	lab_verdict_read(w->opt, &v);
	w->hello = v.hello || v.error[0];
	if (!w->opt->keep || !v.keep || w->ending)
		return;
	w->end_by = 0;
	lab_keep_open(w->opt, &w->keep);
}

static void handle_deadlines(struct watch *w)
{
	long long now = lab_now_ms();

	if (w->ending && now >= w->kill_by)
		kill(w->pid, SIGKILL);
	else if (disk_is_full(w->opt))
		watch_stop(w, LAB_END_DISK);
	else if (w->end_by && now >= w->end_by)
		watch_stop(w, LAB_END_TIMEOUT);
	else if (w->boot_by && now >= w->boot_by && !w->hello)
		watch_stop(w, LAB_END_BOOT);
}

static void drain_events(const struct watch *w)
{
	char buf[4096];

	while (read(w->events, buf, sizeof(buf)) > 0)
		;
}

static void watch_step(struct watch *w)
{
	struct pollfd fds[] = {
		{ .fd = w->signals, .events = POLLIN },
		{ .fd = w->events, .events = POLLIN },
		{ .fd = watch_has_more(w) ? STDOUT_FILENO : -1,
		  .events = POLLOUT },
		{ .fd = w->keep.open ? w->keep.tty : -1, .events = POLLIN },
		{ .fd = w->keep.open ? w->keep.console : -1,
		  .events = POLLIN },
	};

	poll(fds, 5, WAKE_MS);
	if (fds[1].revents)
		drain_events(w);
	if (fds[2].revents)
		watch_pass_on(w);
	if (w->keep.open && !lab_keep_pump(&w->keep))
		watch_stop(w, LAB_END_USER);
	handle_signals(w);
	handle_verdict(w);
	handle_deadlines(w);
}

/* The logs of an earlier run must not be taken for those of this one. */
static int fresh_logs(const struct lab_options *opt)
{
	static const char * const names[] = {
		"console.log", "verdict", "ktap.log",
	};
	int fd = -1;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = lab_path(opt, names[i]);

		close(fd);
		fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
		if (fd < 0)
			lab_die("%s: %s", path, strerror(errno));
	}
	unlink(lab_path(opt, "stack.txt"));
	if (opt->out && unlink(opt->out) && errno != ENOENT)
		lab_die("%s: %s", opt->out, strerror(errno));
	return fd;
}

static long long deadline(unsigned int ms)
{
	return ms ? lab_now_ms() + ms : 0;
}

/**
 * lab_watch_qemu() - run QEMU to its end
 * @opt: the options
 * @qemu: the command line
 * @result: filled in
 *
 * What the command in the guest prints is passed on to our standard output, as
 * far as that takes it without blocking: deadlines hold in any case.
 */
void lab_watch_qemu(const struct lab_options *opt, struct lab_words *qemu,
		    struct lab_watch *result)
{
	struct watch w = { .opt = opt, .result = result };
	struct termios tio;
	bool tty = opt->shell && !tcgetattr(STDIN_FILENO, &tio);

	*result = (struct lab_watch){ .end = LAB_END_EXIT };
	w.ktap = fresh_logs(opt);
	w.signals = block_signals();
	w.events = watch_directory(opt);
	w.pid = child_start(opt, qemu);
	w.boot_by = deadline(opt->boot_timeout);
	w.end_by = deadline(opt->timeout);
	while (!w.exited)
		watch_step(&w);
	while (watch_pass_on(&w))
		;
	lab_keep_close(&w.keep);
	/* A QEMU that was killed leaves the terminal raw. */
	if (tty)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &tio);
	close(w.ktap);
	close(w.signals);
	close(w.events);
}
