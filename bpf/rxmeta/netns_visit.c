// SPDX-License-Identifier: GPL-2.0
/* What has to be done in the network namespace of an interface. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "fail.h"
#include "interface.h"
#include "netns_id.h"
#include "netns_visit.h"

/**
 * netns_enter() - go to a network namespace
 * @visit: set to the way back, for netns_leave()
 * @nsid: number of the namespace in this one, or %OWN_NAMESPACE
 *
 * Return: 0, or -errno with nothing to leave.
 */
int netns_enter(struct netns_visit *visit, int nsid)
{
	int ns, err = 0;

	visit->home = -1;
	if (nsid == OWN_NAMESPACE)
		return 0;
	ns = netns_open(nsid);
	if (ns < 0)
		return -ESRCH;
	visit->home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	if (visit->home < 0 || setns(ns, CLONE_NEWNET))
		err = -errno;
	close(ns);
	if (err && visit->home >= 0)
		close(visit->home);
	return err;
}

/**
 * netns_leave() - return from a network namespace
 * @visit: from netns_enter()
 *
 * A process that cannot return ends: it would act on the wrong interfaces.
 */
void netns_leave(struct netns_visit *visit)
{
	if (visit->home < 0)
		return;
	if (setns(visit->home, CLONE_NEWNET))
		exit(fail(RXMETA_SYSTEM, "cannot return to the network namespace of this process"));
	close(visit->home);
}
