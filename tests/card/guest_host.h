/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The guest as a machine with a card: the first modelled card is the interface under test,
 * the second one lies in the namespace "remote".
 */
#ifndef TESTS_CARD_GUEST_HOST_H
#define TESTS_CARD_GUEST_HOST_H

#include <stdbool.h>
#include <string.h>

#define LOCAL_V4	"10.9.0.1"
#define REMOTE_V4	"10.9.0.2"
#define LOCAL_V6	"fd09::1"
#define REMOTE_V6	"fd09::2"
#define GUEST_V4	"LOCAL_V4=" LOCAL_V4 " REMOTE_V4=" REMOTE_V4
#define GUEST_V6	"LOCAL_V6=" LOCAL_V6 " REMOTE_V6=" REMOTE_V6
#define GUEST_NETNS	"REMOTE_TYPE=netns REMOTE_ARGS=remote"
#define GUEST_ALL	GUEST_V4 " " GUEST_V6 " " GUEST_NETNS

struct refused_call;

extern const char *host_dev;		/* the interface under test */
extern unsigned int host_uid;		/* who runs the tests of the card */
extern char host_output[1 << 16];	/* of the last run */

int host_open(void);
int host_run(const char *env, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int host_start(const char *env, const char *program, const char *glob);
int host_run_refused(const struct refused_call *call, const char *env, const char *command);
int host_end(int pid);
bool host_says(const char *words);
const char *host_quoted(void);
bool host_state_is(const char *before);
char *host_state(void);

#define EXPECT_RUN(status, words, env, ...) do {			\
	EXPECT_EQ(status, host_run(env, __VA_ARGS__))			\
		TH_LOG("output: %s", host_quoted());			\
	EXPECT_TRUE(host_says(words))					\
		TH_LOG("it does not say what is wanted: %s", host_quoted());	\
} while (0)

#endif /* TESTS_CARD_GUEST_HOST_H */
