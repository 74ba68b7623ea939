// SPDX-License-Identifier: GPL-2.0
/*
 * Which jobs run at the same time.
 *
 * The jobs that took longest in the last run start first, as the end of one that
 * starts last leaves the other CPUs idle. Jobs of unknown length start before
 * them, in the order of the list. As many jobs run as there are CPUs, and up to
 * twice as many while these leave CPUs idle.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cpu_load.h"
#include "job.h"
#include "job_list.h"
#include "qemu/common/error.h"
#include "qemu/common/signals.h"
#include "qemu/report/summary.h"
#include "schedule.h"

/* How often to look at the limits and at the load */
#define TICK_MS		500

/**
 * struct schedule - the state of all jobs
 * @sum: gets their results
 * @opt: how to run them
 * @list: the jobs
 * @load: how busy the CPUs are
 * @next: index of the first job that has not started
 * @running: number of jobs that run
 * @signals: file descriptor of the signals
 * @stopped: the signal that told lab-ktap to stop, or 0
 * @enough: a test has failed, and the options want no more than that
 */
struct schedule {
	struct summary *sum;
	const struct jobs_options *opt;
	struct job_list list;
	struct cpu_load load;
	unsigned int next;
	unsigned int running;
	int signals;
	int stopped;
	bool enough;
};

static void schedule_start(struct schedule *sched)
{
	job_start(&sched->list.job[sched->next++], sched->opt, sched->sum);
	sched->running++;
	/* Starts the measurement again: a job begins slowly. */
	cpu_load_begin(&sched->load, sched->opt->stat);
}

static void schedule_end(struct schedule *sched, struct job *job, int st,
			 const struct rusage *used)
{
	const unsigned int *n = sched->sum->count;
	struct summary *sum = sched->sum;

	sched->running--;
	job_end(job, sched->opt, sum, st, used);
	sum->jobs_done++;
	summary_line(sum, "DONE", "%-24s %.1f s; %u of %u; %u passed, %u failed, %u skipped so far",
		     job->name, job->seconds, sum->jobs_done, sum->jobs,
		     n[TAP_PASS], n[TAP_FAIL], n[TAP_SKIP]);
}

static void schedule_reap(struct schedule *sched)
{
	struct rusage used;
	pid_t pid;
	int st;

	while ((pid = wait4(-1, &st, WNOHANG, &used)) > 0)
		for (unsigned int i = 0; i < sched->next; i++)
			if (sched->list.job[i].pid == pid)
				schedule_end(sched, &sched->list.job[i], st,
					     &used);
}

static void end_all(struct schedule *sched)
{
	for (unsigned int i = 0; i < sched->next; i++)
		if (sched->list.job[i].pid)
			kill(sched->list.job[i].pid, SIGTERM);
}

static void schedule_stop(struct schedule *sched, int signal)
{
	sched->stopped = signal;
	end_all(sched);
}

/* The jobs that run are not judged: they had no time to end as planned. */
static void stop_at_failure(struct schedule *sched)
{
	if (!sched->opt->first_failure || sched->enough ||
	    !sched->sum->count[TAP_FAIL])
		return;
	sched->enough = true;
	for (unsigned int i = 0; i < sched->next; i++)
		sched->list.job[i].abandoned = sched->list.job[i].pid;
	end_all(sched);
}

static void handle_signals(struct schedule *sched)
{
	struct signalfd_siginfo info;

	while (read(sched->signals, &info, sizeof(info)) == sizeof(info))
		if (info.ssi_signo != SIGCHLD)
			schedule_stop(sched, info.ssi_signo);
	schedule_reap(sched);
}

static void schedule_wait(struct schedule *sched)
{
	struct pollfd fds[JOBS_MAX + 1];
	struct job *job = sched->list.job;
	unsigned int n = sched->next;

	for (unsigned int i = 0; i < n; i++)
		fds[i] = (struct pollfd){
			.fd = job[i].pid ? job[i].from : -1, .events = POLLIN,
		};
	fds[n] = (struct pollfd){ .fd = sched->signals, .events = POLLIN };
	poll(fds, n + 1, TICK_MS);
	for (unsigned int i = 0; i < n; i++)
		if (fds[i].revents)
			job_read(&job[i], sched->sum);
	stop_at_failure(sched);
	if (fds[n].revents)
		handle_signals(sched);
	for (unsigned int i = 0; i < n; i++)
		job_enforce_limit(&job[i], sched->opt);
}

static bool are_left(const struct schedule *sched)
{
	return sched->next < sched->list.n && !sched->stopped && !sched->enough;
}

static bool may_start(struct schedule *sched)
{
	unsigned int cpus = sched->opt->cpus;

	if (!are_left(sched))
		return false;
	if (sched->opt->keep)
		return !sched->running;
	return sched->running < cpus ||
	       (sched->running < 2 * cpus &&
		cpu_load_has_room(&sched->load, cpus));
}

/**
 * jobs_run() - run all jobs of a list
 * @sum: gets their results
 * @opt: the list, and how to run it
 *
 * A list of names in @sum says which jobs have a test to run.
 */
void jobs_run(struct summary *sum, const struct jobs_options *opt)
{
	struct schedule sched = { .sum = sum, .opt = opt };

	if (opt->keep && !isatty(STDIN_FILENO))
		die("--keep needs a terminal as standard input");
	job_list_read(&sched.list, opt->list, opt->out);
	if (sum->names.n)
		job_list_choose(&sched.list, &sum->names);
	sum->jobs = sched.list.n;
	sum->live &= !opt->keep;
	sched.signals = signals_block(SIGNALS_OF_A_RUNNER);
	if (sched.signals < 0)
		die("signalfd: %s", strerror(errno));
	while (sched.running || are_left(&sched)) {
		if (may_start(&sched))
			schedule_start(&sched);
		else
			schedule_wait(&sched);
	}
	if (sched.stopped)
		summary_trouble(sum, VERDICT_BROKEN, "lab-ktap",
				strsignal(sched.stopped));
	else if (opt->learn)
		job_list_learn(&sched.list, opt->out);
	close(sched.signals);
}
