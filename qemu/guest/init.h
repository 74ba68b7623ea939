/* SPDX-License-Identifier: GPL-2.0 */
/* Internal interfaces of the guest's PID 1 */
#ifndef GUEST_INIT_H
#define GUEST_INIT_H

#include <stdbool.h>
#include <stddef.h>

#define NETNS_DIR	"/run/netns"
#define PORTS_DIR	"/sys/class/virtio-ports"
#define PORT_WAIT_MS	10000

/* filesystems.c */
void filesystems_mount(void);
void ports_link(void);

/* host_ports.c */
void init_fail(const char *what);
void power_off(void);
bool port_name(const char *port, char *name, size_t size);
int port_open(const char *name);
void verdict_open(void);
void verdict_say(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));
bool copy_some(int from, int to, size_t *bytes);
void send_out_file(int port);
int input_open(void);

/* out_directory.c */
void saved_files_send(void);

/* command.c */
#define SHELL_ARGS	3	/* rows and columns of the terminal, and $TERM */
#define GUEST_ENDED	(-1)	/* the command called poweroff */
int command_run(char **args, int input, int port);
int test_run(char **args, int port);
int shell_run(char **args);
void shell_after_failure(char **args);

/* leftovers.c */
void leftovers_remember(void);
bool leftovers_check(void);

/* kmemleak.c */
void kmemleak_check(void);

#endif
