/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Models of NICs: the core, which does not depend on QEMU.
 *
 * A model behaves as its driver expects of the card: registers in a BAR, DMA,
 * interrupts, a wire. It reaches its machine by callbacks only, so it runs in
 * QEMU (shim/device.c), in unit tests and in a fuzzer.
 *
 * Rules:
 *  - A model does not block, sleep or start a thread, and is not entered twice
 *    at once: the caller holds a lock (QEMU has its own).
 *  - A model may call callbacks from any entry point. wire_tx() and
 *    wire_offer() may end in calls for another NIC, never for the same one.
 *  - All input from a guest is hostile: addresses, sizes, indices, keys. A
 *    model never crashes, and does lengthy work in parts, by the timer.
 *  - An unknown register or command is traced and is not fatal.
 */
#ifndef NIC_H
#define NIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nic/budget.h"
#include "nic/faults.h"
#include "nic/negotiate.h"

#define NIC_MAC_LEN	6
#define NIC_VECTORS_MAX	64

struct nic;
struct nic_injected;
struct nic_line_command;

/**
 * struct nic_host - the callbacks by which a NIC reaches its machine
 * @opaque: argument of each callback
 * @dma_read: copy @len bytes at bus address @addr to @buf; 0, or negative when
 *	there is no memory, and then the contents of @buf are undefined
 * @dma_write: copy @len bytes from @buf to bus address @addr; as @dma_read
 * @irq: raise MSI-X @vector
 * @now: the card's clock, in nanoseconds; never goes back
 * @wire_tx: send a frame, from the destination address on, without FCS
 * @wire_offer: tell the other end of the wire what this one may use, by its
 *	nic_wire_partner()
 * @timer: call nic_timer() once @now() has reached @when, 0: never; a later
 *	call replaces an earlier one
 * @trace: take a line of trace, without newline
 * @say: take a line of an answer to nic_control(), without newline
 *
 * @wire_offer, @trace and @say may be NULL.
 */
struct nic_host {
	void *opaque;
	int (*dma_read)(void *opaque, uint64_t addr, void *buf, size_t len);
	int (*dma_write)(void *opaque, uint64_t addr, const void *buf,
			 size_t len);
	void (*irq)(void *opaque, unsigned int vector);
	uint64_t (*now)(void *opaque);
	void (*wire_tx)(void *opaque, const void *frame, size_t len);
	void (*wire_offer)(void *opaque, const struct nic_offer *offer);
	void (*timer)(void *opaque, uint64_t when);
	void (*trace)(void *opaque, const char *line);
	void (*say)(void *opaque, const char *line);
};

/**
 * struct nic_config - the configuration of one card
 * @mac: the burnt-in address
 * @vectors: MSI-X vectors, 2 to NIC_VECTORS_MAX
 */
struct nic_config {
	uint8_t mac[NIC_MAC_LEN];
	unsigned int vectors;
};

/**
 * struct nic_model - a kind of card
 * @name: NAME in `-device NAME`
 * @desc: description in `-device help`
 * @vendor: PCI vendor id
 * @device: PCI device id
 * @revision: PCI revision
 * @subsystem_vendor: PCI subsystem vendor id, 0: QEMU chooses
 * @subsystem: PCI subsystem id
 * @bar_size: bytes of BAR 0, a power of two
 * @msix_bar: the BAR with the MSI-X table
 * @msix_bar_size: bytes of that BAR, unless it is BAR 0
 * @msix_table: offset of the MSI-X table in its BAR
 * @msix_pba: offset of its pending bits
 * @serial_number: it has the capability with a serial number
 * @send_queues: number of send queues, as @run_queue counts them, at most
 *	NIC_SEND_QUEUES
 * @commands: its own lines of the control socket, as common_lines.c has those
 *	of each card; an entry without a name ends them
 * @type_max: the largest type of a hash or packet in its descriptors
 * @inject: receive a frame from the control socket, while the link is up
 * @link_up: whether the link is up
 * @no_faults: end the faults that only this card has
 * @run_commands: execute waiting commands, by bit
 * @run_queue: execute what waits in a send queue
 * @due: the time for which the card itself wants the timer, 0: never
 * @timer: do what is due at a time
 *
 * The other functions implement the entry points below.
 */
struct nic_model {
	const char *name;
	const char *desc;
	uint16_t vendor;
	uint16_t device;
	uint8_t revision;
	uint16_t subsystem_vendor;
	uint16_t subsystem;
	uint64_t bar_size;
	uint8_t msix_bar;
	uint32_t msix_bar_size;
	uint32_t msix_table;
	uint32_t msix_pba;
	bool serial_number;
	unsigned int send_queues;
	const struct nic_line_command *commands;
	uint16_t type_max;
	void (*inject)(struct nic *nic, const struct nic_injected *in);
	bool (*link_up)(const struct nic *nic);
	void (*no_faults)(struct nic *nic);
	struct nic *(*create)(const struct nic_host *host,
			      const struct nic_config *config);
	void (*free)(struct nic *nic);
	void (*reset)(struct nic *nic);
	uint64_t (*mmio_read)(struct nic *nic, uint64_t off,
			      unsigned int size);
	void (*mmio_write)(struct nic *nic, uint64_t off, uint64_t val,
			   unsigned int size);
	void (*wire_rx)(struct nic *nic, const void *frame, size_t len);
	void (*wire_link)(struct nic *nic, bool up);
	void (*wire_partner)(struct nic *nic, const struct nic_offer *offer);
	void (*run_commands)(struct nic *nic, uint32_t vector);
	void (*run_queue)(struct nic *nic, uint32_t queue);
	uint64_t (*due)(const struct nic *nic);
	void (*timer)(struct nic *nic, uint64_t now);
};

/**
 * struct nic - the first member of each model's own struct
 * @busy: an entry point is at work; nic.c refuses other calls
 * @model: the kind of card
 * @host: the machine
 * @config: address and vectors
 * @budget: how much it still does at once, and the work that waits
 * @faults: the faults that the control socket asked for
 */
struct nic {
	bool busy;
	const struct nic_model *model;
	struct nic_host host;
	struct nic_config config;
	struct nic_budget budget;
	struct nic_faults faults;
};

extern const struct nic_model nic_connectx5;
extern const struct nic_model nic_e810;

/* nic.c: the entry points. */
struct nic *nic_new(const struct nic_model *model, const struct nic_host *host,
		    const struct nic_config *config);
void nic_free(struct nic *nic);
void nic_reset(struct nic *nic);
uint64_t nic_mmio_read(struct nic *nic, uint64_t off, unsigned int size);
void nic_mmio_write(struct nic *nic, uint64_t off, uint64_t val,
		    unsigned int size);
void nic_wire_rx(struct nic *nic, const void *frame, size_t len);
void nic_wire_link(struct nic *nic, bool up);
void nic_wire_partner(struct nic *nic, const struct nic_offer *offer);
void nic_timer(struct nic *nic);
void nic_control(struct nic *nic, const char *line);

#endif /* NIC_H */
