// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ktap: runs jobs side by side and reads the results of all of them.
 *
 * A line of LIST is a name and a shell command that prints TAP; "#" begins a
 * comment. DIR/NAME.tap has what a job printed, DIR/NAME.err what it complained
 * about, DIR/costs how long each took in seconds: the longest start first, as
 * one that starts last is waited for alone. Those of which nobody knows start
 * before them, in the order of LIST. There are as many at a time as CPUs, and up to
 * twice as many while these leave some idle.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "qemu/report/summary.h"
#include "job_list.h"
#include "cpu_load.h"

/* So much of what a job complained about is shown. */
#define COMPLAINT	8192
/* lab-run has its own, smaller limit; this is for all that is no guest. */
#define LIMIT_MS	600000
/* How often that is looked at, and how long a job may take to end then. */
#define TICK_MS		500
#define GRACE_MS	5000

struct runner {
	struct report *rep;
	const struct jobs_options *opt;
	struct job_list list;
	struct load load;
	unsigned int next;	/* the first that was not started */
	unsigned int running;
	int signals;
	int stopped;		/* by this signal */
	long long limit;	/* for a job, in milliseconds; 0: none */
};

static int block_signals(void)
{
	static const int sigs[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP };
	sigset_t set;
	int fd;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
		sigaddset(&set, sigs[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		ktap_die("signalfd: %s", strerror(errno));
	return fd;
}

static int open_log(const struct runner *run, const struct job *job,
		    const char *what, int flags)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%s.%s", run->opt->out, job->name,
		 what);
	fd = open(path, flags | O_CLOEXEC, 0644);
	if (fd < 0)
		ktap_die("%s: %s", path, strerror(errno));
	return fd;
}

/*
 * A group of its own, so that a job can be ended with whatever it started; but
 * who shall read from the terminal has to stay in the group that may.
 */
static void job_exec(const struct runner *run, const struct job *job, int out)
{
	int err = open_log(run, job, "err", O_WRONLY | O_CREAT | O_TRUNC);
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (!run->opt->keep) {
		setpgid(0, 0);
		dup2(null, STDIN_FILENO);
	}
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execlp("bash", "bash", "-c", job->command, NULL);
	dprintf(STDERR_FILENO, "bash: %s\n", strerror(errno));
	_exit(KTAP_BROKEN);
}

static void job_start(struct runner *run, struct job *job)
{
	int pipefd[2];

	job->src = malloc(sizeof(*job->src));
	if (!job->src)
		ktap_die("out of memory");
	job->log = open_log(run, job, "tap", O_WRONLY | O_CREAT | O_TRUNC);
	if (pipe2(pipefd, O_CLOEXEC))
		ktap_die("pipe: %s", strerror(errno));
	report_line(run->rep, "RUN", "%s", job->name);
	job->pid = fork();
	if (job->pid < 0)
		ktap_die("fork: %s", strerror(errno));
	if (!job->pid)
		job_exec(run, job, pipefd[1]);
	close(pipefd[1]);
	job->from = pipefd[0];
	fcntl(job->from, F_SETFL, O_NONBLOCK);
	job->start_ms = ktap_now_ms();
	source_init(job->src, run->rep, job->name);
	run->running++;
	load_begin(&run->load, run->opt->stat);
}

/* A log that is cut would be taken for the whole of it by the next reader. */
static void job_log(struct runner *run, struct job *job, const char *buf,
		    ssize_t len)
{
	if (job->log < 0)
		return;
	if (write(job->log, buf, len) == len)
		return;
	report_trouble(run->rep, KTAP_BROKEN, job->name,
		       "cannot write its .tap: is the disk full?");
	close(job->log);
	job->log = -1;
}

/* Reads what there is; at the end of it, closes. */
static void job_read(struct runner *run, struct job *job)
{
	char buf[4096];
	ssize_t len;

	while ((len = read(job->from, buf, sizeof(buf))) > 0) {
		job_log(run, job, buf, len);
		tap_feed(&job->src->tap, buf, len);
	}
	if (!len || errno != EAGAIN) {
		close(job->from);
		job->from = -1;
	}
}

/*
 * Shows what the job complained about. If it failed, the last line of lab-run
 * is the reason, or "" if there is none.
 */
static void job_complaint(const struct runner *run, const struct job *job,
			  int code, char *reason, size_t size)
{
	static const char mark[] = "lab-run: ";
	int fd = open_log(run, job, "err", O_RDONLY);
	char buf[COMPLAINT], *last = NULL, *rest;
	ssize_t len;

	len = lseek(fd, 0, SEEK_END);
	lseek(fd, len > COMPLAINT - 1 ? len - (COMPLAINT - 1) : 0, SEEK_SET);
	len = read(fd, buf, sizeof(buf) - 1);
	close(fd);
	buf[len > 0 ? len : 0] = '\0';
	for (char *p = buf; code && (p = strstr(p, mark)); p++)
		if (p == buf || p[-1] == '\n')
			last = p;
	reason[0] = '\0';
	if (last) {
		rest = last + strcspn(last, "\n");
		snprintf(reason, size, "%.*s", (int)(rest - last),
			 last + strlen(mark));
		memmove(last, rest + !!*rest, strlen(rest + !!*rest) + 1);
		reason[strcspn(reason, "\n")] = '\0';
	}
	report_lines(buf);
}

/* What the end of a job means. What nobody has foreseen, the lab has done. */
static int job_code(int st)
{
	if (WIFSIGNALED(st))
		return KTAP_BROKEN;
	switch (WEXITSTATUS(st)) {
	case KTAP_PASS:
	case KTAP_FAIL:
	case KTAP_TIMEOUT:
	case KTAP_PANIC:
		return WEXITSTATUS(st);
	default:
		return KTAP_BROKEN;
	}
}

static void job_judge(struct runner *run, struct job *job, int st)
{
	int code = job->late ? KTAP_TIMEOUT : job_code(st);
	char reason[2048];

	job_complaint(run, job, code, reason, sizeof(reason));
	if (job->late)
		snprintf(reason, sizeof(reason), "not done after %g s",
			 run->limit / 1000.0);
	else if (!reason[0])
		snprintf(reason, sizeof(reason), "%s %d",
			 WIFEXITED(st) ? "exit status" : "killed by signal",
			 WIFEXITED(st) ? WEXITSTATUS(st) : WTERMSIG(st));
	/* It returns 1 because a test failed, and that is counted already. */
	if (code == KTAP_FAIL && job->src->failed)
		report_line(run->rep, "FAIL", "%s: %s", job->name, reason);
	else if (code != KTAP_PASS)
		report_trouble(run->rep, code, job->name, reason);
}

static void job_end(struct runner *run, struct job *job, int st)
{
	const unsigned int *n = run->rep->count;

	job_read(run, job);
	run->running--;
	/* What it left running ends with it. */
	if (!run->opt->keep)
		kill(-job->pid, SIGTERM);
	source_end(job->src, job->late ? KTAP_TIMEOUT : job_code(st));
	job_judge(run, job, st);
	job->pid = 0;
	if (job->from >= 0)
		close(job->from);
	if (job->log >= 0)
		close(job->log);
	free(job->src);
	job->seconds = (ktap_now_ms() - job->start_ms) / 1000.0;
	job->passed = !job_code(st);
	run->rep->jobs_done++;
	report_line(run->rep, "DONE", "%-24s %.1f s; %u of %u; %u passed, %u failed, %u skipped so far",
		    job->name, job->seconds, run->rep->jobs_done,
		    run->rep->jobs, n[TAP_PASS], n[TAP_FAIL], n[TAP_SKIP]);
}

static void jobs_reap(struct runner *run)
{
	pid_t pid;
	int st;

	while ((pid = waitpid(-1, &st, WNOHANG)) > 0)
		for (unsigned int i = 0; i < run->next; i++)
			if (run->list.job[i].pid == pid)
				job_end(run, &run->list.job[i], st);
}

static void jobs_stop(struct runner *run, int signal)
{
	run->stopped = signal;
	for (unsigned int i = 0; i < run->next; i++)
		if (run->list.job[i].pid)
			kill(run->list.job[i].pid, SIGTERM);
}

static void jobs_limit(struct runner *run)
{
	long long now = ktap_now_ms(), over;

	for (unsigned int i = 0; run->limit && i < run->next; i++) {
		struct job *job = &run->list.job[i];

		over = now - job->start_ms - run->limit;
		if (!job->pid || over < 0)
			continue;
		kill(-job->pid, over < GRACE_MS ? SIGTERM : SIGKILL);
		job->late = true;
	}
}

static void handle_signals(struct runner *run)
{
	struct signalfd_siginfo info;

	while (read(run->signals, &info, sizeof(info)) == sizeof(info))
		if (info.ssi_signo != SIGCHLD)
			jobs_stop(run, info.ssi_signo);
	jobs_reap(run);
}

static void jobs_step(struct runner *run)
{
	struct pollfd fds[JOBS_MAX + 1];

	for (unsigned int i = 0; i < run->next; i++)
		fds[i] = (struct pollfd){
			.fd = run->list.job[i].pid ? run->list.job[i].from : -1,
			.events = POLLIN,
		};
	fds[run->next] = (struct pollfd){
		.fd = run->signals, .events = POLLIN,
	};
	poll(fds, run->next + 1, TICK_MS);
	for (unsigned int i = 0; i < run->next; i++)
		if (fds[i].revents)
			job_read(run, &run->list.job[i]);
	if (fds[run->next].revents)
		handle_signals(run);
	jobs_limit(run);
}

/* A user at a kept guest has all the time there is. */
static long long job_limit(const struct jobs_options *opt)
{
	const char *slowdown = getenv("SLOWDOWN");

	return opt->keep ? 0 :
	       LIMIT_MS * (slowdown && *slowdown ? strtod(slowdown, NULL) : 1);
}

/* One that is kept has the terminal for itself. */
static bool may_start(struct runner *run)
{
	unsigned int cpus = run->opt->keep ? 1 : run->opt->cpus;

	if (run->stopped || run->next == run->list.n)
		return false;
	return run->running < cpus ||
	       (!run->opt->keep && run->running < 2 * cpus &&
		load_has_room(&run->load, cpus));
}

/**
 * jobs_run() - run all jobs of a list
 * @rep: gets the results
 * @opt: the list, and how to run it
 */
void jobs_run(struct report *rep, const struct jobs_options *opt)
{
	struct runner run = { .rep = rep, .opt = opt };

	if (opt->keep && !isatty(STDIN_FILENO))
		ktap_die("--keep needs a terminal as standard input");
	job_list_read(&run.list, opt->list, opt->out);
	rep->jobs = run.list.n;
	rep->live &= !opt->keep;
	run.limit = job_limit(opt);
	run.signals = block_signals();
	while (run.running || (run.next < run.list.n && !run.stopped)) {
		if (may_start(&run))
			job_start(&run, &run.list.job[run.next++]);
		else
			jobs_step(&run);
	}
	if (run.stopped)
		report_trouble(rep, KTAP_BROKEN, "lab-ktap",
			       strsignal(run.stopped));
	else if (opt->learn)
		job_list_learn(&run.list, opt->out);
	close(run.signals);
}
