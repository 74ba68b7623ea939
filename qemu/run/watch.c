// SPDX-License-Identifier: GPL-2.0
/*
 * QEMU from its start to its end: passes the command's output on, and enforces
 * the time limits.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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
#include <unistd.h>

#include "command_line.h"
#include "terminal.h"
#include "guest_verdict.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/processes.h"
#include "qemu/common/signals.h"
#include "qemu/common/words.h"
#include "run_directory.h"
#include "watch.h"

/* How long QEMU may take to end after SIGTERM, before SIGKILL */
#define GRACE_MS	2000
/* How often to look at the logs where inotify does not work */
#define WAKE_MS		200
/* How often to try to connect to QEMU, which has just started */
#define CONNECT_MS	10
/* After POLLOUT a pipe accepts this many bytes without blocking. */
#define CHUNK		PIPE_BUF
/* End the run when the disk has fewer free bytes than this. */
#define ROOM_MIN	(64 << 10)

struct watch {
	const struct run_options *opt;
	struct qemu_end *end;
	pid_t pid;
	bool exited;
	bool hello;		/* the guest is up, or reported why not */
	bool ending;		/* QEMU got SIGTERM */
	struct terminal term;
	int signals;
	int events;
	int ktap;		/* DIR/ktap.log; its offset: what was passed on */
	long long boot_by;	/* deadlines, compared with clock_ms() */
	long long end_by;
	long long kill_by;
};

static int block_signals(void)
{
	int fd = signals_block(SIGNALS_OF_A_RUNNER);

	signal(SIGPIPE, SIG_IGN);
	if (fd < 0)
		die("signalfd: %s", strerror(errno));
	return fd;
}

static int watch_directory(const struct run_options *opt)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (fd >= 0)
		inotify_add_watch(fd, opt->dir, IN_MODIFY | IN_CREATE);
	return fd;
}

/* QEMU's own messages go to DIR/qemu.log. */
static void child_exec(const struct run_options *opt, struct words *qemu,
		       int report)
{
	int log = open(run_path(opt, "qemu.log"),
		       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_DFL);
	signals_unblock();
	/* Ctrl-C goes to lab-run, which ends QEMU. */
	setpgid(0, 0);
	dup2(null, STDIN_FILENO);
	dup2(log, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	execvp(qemu->word[0], qemu->word);
	err = errno;
	write_all(report, &err, sizeof(err), "exec");
	_exit(127);
}

static pid_t child_start(const struct run_options *opt, struct words *qemu)
{
	int report[2], err;
	pid_t pid;

	pipe_open(report);
	pid = process_fork();
	if (!pid)
		child_exec(opt, qemu, report[1]);
	close(report[1]);
	/* A successful exec closes the empty pipe. */
	if (read(report[0], &err, sizeof(err)) == sizeof(err))
		die("cannot start %s: %s; apt-get install qemu-system-x86",
		    qemu->word[0], strerror(err));
	close(report[0]);
	return pid;
}

static void watch_stop(struct watch *w, enum end_reason reason)
{
	if (w->ending)
		return;
	w->ending = true;
	w->end->reason = reason;
	w->kill_by = clock_ms() + GRACE_MS;
	kill(w->pid, SIGTERM);
}

/* Passes on at most one chunk; returns whether it passed on any. */
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
		/* Without a reader a verdict is of no use: stop. */
		w->end->error = errno;
		lseek(w->ktap, 0, SEEK_END);
		watch_stop(w, END_OUTPUT);
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
			if (waitpid(w->pid, &w->end->status, WNOHANG) > 0)
				w->exited = true;
			continue;
		}
		w->end->signal = info.ssi_signo;
		watch_stop(w, END_SIGNAL);
	}
}

/* A QEMU that cannot write does not exit: it retries, and the guest hangs. */
static bool disk_is_full(const struct run_options *opt)
{
	struct statvfs fs;
	fsblkcnt_t left;

	if (statvfs(opt->dir, &fs) || !fs.f_blocks)
		return false;
	left = geteuid() ? fs.f_bavail : fs.f_bfree;
	return left * fs.f_frsize < ROOM_MIN;
}

/* Notes that the guest is up; opens the shell after a failure, without a limit. */
static void handle_verdict(struct watch *w)
{
	struct guest_verdict v;

	if (w->hello && (!w->opt->keep || w->term.open))
		return;
	guest_verdict_read(w->opt, &v);
	w->hello = v.hello || v.error[0];
	if (!w->opt->keep || !v.keep || w->ending)
		return;
	w->end_by = 0;
	terminal_open(w->opt, &w->term);
}

static void handle_deadlines(struct watch *w)
{
	long long now = clock_ms();

	if (w->ending && now >= w->kill_by)
		kill(w->pid, SIGKILL);
	else if (disk_is_full(w->opt))
		watch_stop(w, END_DISK);
	else if (w->end_by && now >= w->end_by)
		watch_stop(w, END_TIMEOUT);
	else if (w->boot_by && now >= w->boot_by && !w->hello)
		watch_stop(w, END_BOOT);
}

static void drain_events(const struct watch *w)
{
	char buf[4096];

	while (read(w->events, buf, sizeof(buf)) > 0)
		;
}

static void watch_step(struct watch *w)
{
	struct pollfd fds[3 + TERMINAL_FDS] = {
		{ .fd = w->signals, .events = POLLIN },
		{ .fd = w->events, .events = POLLIN },
		{ .fd = watch_has_more(w) ? STDOUT_FILENO : -1,
		  .events = POLLOUT },
	};
	bool connecting = w->term.open && w->term.socket < 0;

	terminal_poll(&w->term, w->hello, fds + 3);
	poll(fds, 3 + TERMINAL_FDS, connecting ? CONNECT_MS : WAKE_MS);
	if (fds[1].revents)
		drain_events(w);
	if (fds[2].revents)
		watch_pass_on(w);
	if (w->term.open && !terminal_pump(w->opt, &w->term, w->hello))
		watch_stop(w, END_USER);
	handle_signals(w);
	handle_verdict(w);
	handle_deadlines(w);
}

static long long deadline(unsigned int ms)
{
	return ms ? clock_ms() + ms : 0;
}

/**
 * watch_qemu() - run QEMU to its end
 * @opt: the options
 * @qemu: its command line
 * @end: filled in
 *
 * Passes what the command in the guest prints on to standard output, as far as
 * that does not block: a reader that is stuck must not delay a deadline.
 */
void watch_qemu(const struct run_options *opt, struct words *qemu,
		struct qemu_end *end)
{
	struct watch w = { .opt = opt, .end = end };

	*end = (struct qemu_end){ .reason = END_EXIT };
	w.ktap = run_directory_clear(opt);
	w.signals = block_signals();
	w.events = watch_directory(opt);
	if (opt->shell || opt->input)
		terminal_open(opt, &w.term);
	w.pid = child_start(opt, qemu);
	w.boot_by = deadline(opt->boot_timeout);
	w.end_by = deadline(opt->timeout);
	while (!w.exited)
		watch_step(&w);
	while (watch_pass_on(&w))
		;
	/* The last words of the console */
	if (w.term.open)
		terminal_pump(opt, &w.term, false);
	terminal_close(&w.term);
	close(w.ktap);
	close(w.signals);
	close(w.events);
}
