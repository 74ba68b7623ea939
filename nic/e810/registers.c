// SPDX-License-Identifier: GPL-2.0
/*
 * BAR 0: a table of the registers, in the order of their offsets. Registers have
 * 32 bits, little endian; the driver reads counters and times as 64 bits.
 */
#include <stdlib.h>
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "function.h"
#include "registers.h"
#include "statistics.h"

/* The device's numbers of queues, vectors and VSIs */
#define RX_QUEUES	2048
#define TX_QUEUES	16384
#define VECTORS		2048
#define VSIS		ICE_MAX_VSI

/* The loading of all parts of the NVM is over. */
#define ULD_DONE	(GLNVM_ULD_PCIER_DONE_M | GLNVM_ULD_PCIER_DONE_1_M | \
			 GLNVM_ULD_CORER_DONE_M | GLNVM_ULD_GLOBR_DONE_M | \
			 GLNVM_ULD_POR_DONE_M | GLNVM_ULD_POR_DONE_1_M | \
			 GLNVM_ULD_PCIER_DONE_2_M | GLNVM_ULD_PE_DONE_M)
#define SHADOW_RAM	(5 << GLNVM_GENS_SR_SIZE_S)	/* 2^5 KiB */
#define FD_FILTERS	14336
#define BANDWIDTH_100G	(1U << GL_PWR_MODE_CTL_CAR_MAX_BW_S)

/**
 * struct row - a range of registers
 * @first: offset of the first one
 * @count: number of registers; the next one is 4 bytes further
 * @read: read one by its index, NULL: it is memory
 * @write: write one by its index, NULL: it is memory
 * @initial: contents after a reset
 * @fixed: writes are ignored
 * @clears: a read clears it
 */
struct row {
	u32 first;
	u32 count;
	u32 (*read)(struct e810 *card, u32 index);
	void (*write)(struct e810 *card, u32 index, u32 val);
	u32 initial;
	bool fixed;
	bool clears;
};

#define MEMORY(off, n)		{ .first = (off), .count = (n) }
#define FIXED(off, val) \
	{ .first = (off), .count = 1, .initial = (val), .fixed = true }
#define DEVICE(off, n, reader, writer) \
	{ .first = (off), .count = (n), .read = (reader), .write = (writer) }

#define CAUSE_REGISTER(name, number)					\
static u32 name ## _read(struct e810 *card, u32 index)			\
{									\
	return card->irq.cause[number];					\
}									\
									\
static void name ## _write(struct e810 *card, u32 index, u32 val)	\
{									\
	card->irq.cause[number] = val;					\
}

CAUSE_REGISTER(oicr_ctl, E810_CAUSE_OICR)
CAUSE_REGISTER(fw_ctl, E810_CAUSE_FW)
CAUSE_REGISTER(mbx_ctl, E810_CAUSE_MBX)
CAUSE_REGISTER(sb_ctl, E810_CAUSE_SB)

#define VSI_COUNTERS(name, off)						\
static u32 name(struct e810 *card, u32 index)				\
{									\
	return e810_vsi_counter_read(card, (off) + 4 * index);		\
}

VSI_COUNTERS(tx_bytes, GLV_GOTCL(0))
VSI_COUNTERS(tx_unicast, GLV_UPTCL(0))
VSI_COUNTERS(tx_multicast, GLV_MPTCL(0))
VSI_COUNTERS(tx_broadcast, GLV_BPTCL(0))
VSI_COUNTERS(rx_bytes, GLV_GORCL(0))
VSI_COUNTERS(rx_unicast, GLV_UPRCL(0))
VSI_COUNTERS(rx_multicast, GLV_MPRCL(0))
VSI_COUNTERS(rx_broadcast, GLV_BPRCL(0))

static u32 port_counter(struct e810 *card, u32 index)
{
	return e810_port_counter_read(card, GLPRT_GORCL(0) + 4 * index);
}

static void ignore(struct e810 *card, u32 index, u32 val)
{
}

static const struct row rows[] = {
	MEMORY(GL_MDCK_TX_TDPU, 1),
	MEMORY(PRTDCB_GENC, 1),
	MEMORY(PRTDCB_GENS, 1),
	MEMORY(PFGEN_STATE, 1),
	MEMORY(GLGEN_GPIO_CTL(0), 7),
	DEVICE(GLTSYN_ENA(0), 2, e810_phc_ena_read, e810_phc_ena_write),
	MEMORY(GLTSYN_CMD, 1),
	DEVICE(GLTSYN_CMD_SYNC, 1, NULL, e810_phc_sync_write),
	MEMORY(GLTSYN_SYNC_DLAY, 1),
	DEVICE(PFTSYN_SEM, 1, e810_phc_sem_read, e810_phc_sem_write),
	{ .first = GLTSYN_STAT(0), .count = 2, .clears = true },
	MEMORY(GLTSYN_TIME_0(0), 2),
	DEVICE(GLTSYN_TIME_L(0), 2, e810_phc_low_read, ignore),
	DEVICE(GLTSYN_TIME_H(0), 2, e810_phc_high_read, ignore),
	/* Shadows of times, and the time of the host */
	MEMORY(GLTSYN_SHTIME_0(0), 14),
	DEVICE(GLTSYN_INCVAL_L(0), 2, e810_phc_increment_low_read, ignore),
	DEVICE(GLTSYN_INCVAL_H(0), 2, e810_phc_increment_high_read, ignore),
	/* Targets, events, auxiliary outputs and inputs: no pin is connected. */
	MEMORY(GLTSYN_TGT_L_0(0), 16),
	MEMORY(GLTSYN_EVNT_L_0(0), 12),
	MEMORY(GLTSYN_AUX_OUT_0(0), 8),
	MEMORY(GLTSYN_CLKO_0(0), 8),
	MEMORY(GLTSYN_AUX_IN_0(0), 6),
	DEVICE(PFGEN_CTRL, 1, NULL, e810_pfgen_ctrl_write),
	MEMORY(GLGEN_VFLRSTAT(0), 8),
	/* Ones clear it, and nothing sets it: the model never wakes a host. */
	FIXED(PFPM_WUS, 0),
	MEMORY(PFPM_WUFC, 1),
	MEMORY(PF_PCI_CIAD, 1),
	MEMORY(PF_PCI_CIAA, 1),
	FIXED(PF_FUNC_RID, E810_PF),
	MEMORY(PRTRPB_RDPC, 1),
	FIXED(GLNVM_ULD, ULD_DONE),
	FIXED(GLNVM_GENS, SHADOW_RAM),
	FIXED(GLNVM_FLA, GLNVM_FLA_LOCKED_M),
	FIXED(GLGEN_STAT, 0),
	FIXED(GL_MNG_FWSM, 0),
	MEMORY(PFPM_APM, 1),
	MEMORY(PRTGEN_STATUS, 1),
	FIXED(GLGEN_RSTCTL, E810_RESET_DELAY),
	DEVICE(GLGEN_RSTAT, 1, e810_rstat_read, ignore),
	DEVICE(GLGEN_RTRIG, 1, NULL, e810_core_reset_start),
	FIXED(GLGEN_MAC_LINK_TOPO, 0),
	FIXED(GLGEN_SWITCH_MODE_CONFIG, 0),
	FIXED(GL_PWR_MODE_CTL, BANDWIDTH_100G),
	FIXED(GLGEN_CLKSTAT_SRC, 0),
	FIXED(GLPCI_CNF2, 0),
	DEVICE(QTX_COMM_HEAD(0), TX_QUEUES, e810_tx_head_read, ignore),
	MEMORY(E800_PF_MDET_TX_TCLAN, 1),
	MEMORY(E800_GL_MDET_TX_TCLAN, 1),
	DEVICE(QRX_CTRL(0), RX_QUEUES, e810_rx_ctrl_read, e810_rx_ctrl_write),
	DEVICE(QINT_TQCTL(0), TX_QUEUES, e810_tx_irq_read, e810_tx_irq_write),
	DEVICE(QINT_RQCTL(0), RX_QUEUES, e810_rx_irq_read, e810_rx_irq_write),
	DEVICE(GLINT_ITR(0, 0), E810_ITRS * VECTORS, e810_itr_read,
	       e810_itr_write),
	DEVICE(GLINT_RATE(0), VECTORS, e810_rate_read, e810_rate_write),
	DEVICE(GLINT_DYN_CTL(0), VECTORS, e810_dyn_ctl_read,
	       e810_dyn_ctl_write),
	MEMORY(GLINT_VECT2FUNC(0), VECTORS),
	DEVICE(PFINT_MBX_CTL, 1, mbx_ctl_read, mbx_ctl_write),
	DEVICE(PFINT_SB_CTL, 1, sb_ctl_read, sb_ctl_write),
	DEVICE(PFINT_FW_CTL, 1, fw_ctl_read, fw_ctl_write),
	DEVICE(PFINT_OICR_ENA, 1, e810_oicr_ena_read, e810_oicr_ena_write),
	MEMORY(PFINT_TSYN_MSK, 1),
	DEVICE(PFINT_OICR, 1, e810_oicr_read, e810_oicr_write),
	DEVICE(PFINT_OICR_CTL, 1, oicr_ctl_read, oicr_ctl_write),
	MEMORY(GLINT_CTL, 1),
	FIXED(PFINT_ALLOC, 0),
	MEMORY(PRTDCB_TUP2TC, 1),
	/* Nine of them, 32 bytes apart */
	MEMORY(E800_PRTMAC_HSEC_CTL_TX_PS_QNT(0), 8 * 8 + 1),
	MEMORY(E800_PRTMAC_HSEC_CTL_TX_PS_RFSH_TMR(0), 8 * 8 + 1),
	MEMORY(GL_PREEXT_L2_PMASK0(0), 3),
	MEMORY(GL_PREEXT_L2_PMASK1(0), 3),
	MEMORY(PF_SB_REM_DEV_CTL, 1),
	DEVICE(QRX_CONTEXT(0, 0), ICE_RXQ_CTX_SIZE_DWORDS * RX_QUEUES,
	       e810_rx_context_read, e810_rx_context_write),
	DEVICE(QRX_TAIL(0), RX_QUEUES, e810_rx_tail_read, e810_rx_tail_write),
	MEMORY(QRX_ITR(0), RX_QUEUES),
	MEMORY(GLLAN_RCTL_0, 1),
	MEMORY(PF_MDET_RX, 1),
	MEMORY(GL_MDET_RX, 1),
	DEVICE(GLV_RDPC(0), VSIS, e810_vsi_dropped_read, ignore),
	DEVICE(QTX_COMM_DBELL(0), TX_QUEUES, e810_tx_doorbell_read,
	       e810_tx_doorbell_write),
	MEMORY(PF_MDET_TX_PQM, 1),
	MEMORY(GL_MDET_TX_PQM, 1),
	DEVICE(GLV_GOTCL(0), 2 * VSIS, tx_bytes, ignore),
	DEVICE(GLV_UPTCL(0), 2 * VSIS, tx_unicast, ignore),
	DEVICE(GLV_MPTCL(0), 2 * VSIS, tx_multicast, ignore),
	DEVICE(GLV_BPTCL(0), 2 * VSIS, tx_broadcast, ignore),
	MEMORY(GLV_TEPC(0), VSIS),
	DEVICE(GLPRT_GORCL(0), (GLPRT_BPRCL(8) - GLPRT_GORCL(0)) / 4,
	       port_counter, ignore),
	MEMORY(GLSTAT_FD_CNT0L(0), 256),
	DEVICE(GLV_GORCL(0), 2 * VSIS, rx_bytes, ignore),
	DEVICE(GLV_UPRCL(0), 2 * VSIS, rx_unicast, ignore),
	DEVICE(GLV_MPRCL(0), 2 * VSIS, rx_multicast, ignore),
	DEVICE(GLV_BPRCL(0), 2 * VSIS, rx_broadcast, ignore),
	MEMORY(GLQF_HSYMM(0, 0), E810_PROFILES * GLQF_HSYMM_REG_PER_PROF),
	MEMORY(GLQF_HMASK(0), GLQF_HMASK_MAX_INDEX + 1),
	MEMORY(GLQF_HMASK_SEL(0), GLQF_HMASK_SEL_MAX_INDEX + 1),
	MEMORY(GLQF_FDMASK_SEL(0), E810_PROFILES),
	MEMORY(GLQF_FDMASK(0), GLQF_FDMASK_MAX_INDEX + 1),
	MEMORY(GLQF_FDINSET(0, 0), E810_PROFILES * 6),
	MEMORY(GLQF_FDSWAP(0, 0), E810_PROFILES * 12),
	MEMORY(PFQF_FD_ENA, 1),
	MEMORY(GLFLXP_RXDID_FLX_WRD_0(0), 4 * 64),
	MEMORY(GLFLXP_RXDID_FLAGS(0, 0), 5 * 64),
	/*
	 * Flow director: the function has no filters of its own, and other
	 * functions have taken those of the device. So the driver refuses rules.
	 */
	FIXED(GLQF_FD_SIZE, FD_FILTERS << GLQF_FD_SIZE_FD_BSIZE_S),
	FIXED(GLQF_FD_CNT, FD_FILTERS << GLQF_FD_CNT_FD_BCNT_S),
	FIXED(PFQF_FD_SIZE, 0),
	MEMORY(VSIQF_FD_SIZE(0), VSIS),
	MEMORY(VSIQF_FD_CNT(0), VSIS),
	DEVICE(QRXFLXP_CNTXT(0), RX_QUEUES, e810_rx_flex_read,
	       e810_rx_flex_write),
};

/* Where the contents of each row are in the card's @regs. */
static u32 slot_of_row[ARRAY_SIZE(rows)];

static bool has_memory(const struct row *row)
{
	return !row->read || !row->write;
}

/* Returns the number of the row that has @off, or -1. */
static int find(u32 off)
{
	int low = 0, high = ARRAY_SIZE(rows) - 1;

	while (low <= high) {
		int mid = (low + high) / 2;

		if (off < rows[mid].first)
			high = mid - 1;
		else if (off >= rows[mid].first + 4 * rows[mid].count)
			low = mid + 1;
		else
			return mid;
	}
	return -1;
}

/**
 * e810_registers_check() - verify the table
 *
 * Return: an error message, or NULL.
 */
const char *e810_registers_check(void)
{
	for (size_t i = 1; i < ARRAY_SIZE(rows); i++)
		if (rows[i - 1].first + 4 * rows[i - 1].count > rows[i].first)
			return "registers are not in order, or overlap";
	return NULL;
}

/**
 * e810_registers_init() - make room for the contents of registers
 * @card: the card
 *
 * Return: false when memory is short.
 */
bool e810_registers_init(struct e810 *card)
{
	u32 n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		slot_of_row[i] = n;
		n += has_memory(&rows[i]) ? rows[i].count : 0;
	}
	card->regs = calloc(n, sizeof(*card->regs));
	return card->regs;
}

/* Returns the contents of a register that is memory. */
static u32 *memory_of(const struct e810 *card, int row, u32 off)
{
	return &card->regs[slot_of_row[row] + (off - rows[row].first) / 4];
}

/**
 * e810_registers_reset() - set all registers to their initial contents
 * @card: the card
 *
 * What belongs to the clock is the device's, and stays; so does the kind of the
 * last reset.
 */
void e810_registers_reset(struct e810 *card)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];

		if (!has_memory(row) || row->first == GLGEN_RTRIG ||
		    (row->first >= GLTSYN_CMD &&
		     row->first < GLTSYN_AUX_IN_0(0)))
			continue;
		for (u32 j = 0; j < row->count; j++)
			card->regs[slot_of_row[i] + j] = row->initial;
	}
}

/**
 * e810_register_value() - the contents of a register that is memory
 * @card: the card
 * @off: its offset in the BAR
 *
 * Return: the contents.
 */
u32 e810_register_value(const struct e810 *card, u32 off)
{
	int row = find(off);

	return row >= 0 && has_memory(&rows[row]) ? *memory_of(card, row, off) :
						    0;
}

/**
 * e810_register_set() - change the contents of a register that is memory
 * @card: the card
 * @off: its offset in the BAR
 * @val: the contents
 */
void e810_register_set(struct e810 *card, u32 off, u32 val)
{
	int row = find(off);

	if (row >= 0 && has_memory(&rows[row]))
		*memory_of(card, row, off) = val;
}

static u32 read32(struct e810 *card, u32 off)
{
	int row = find(off);
	bool known;
	u32 val;

	if (row < 0) {
		val = e810_cq_read(card, off, &known);
		if (!known)
			e810_trace(card, "mmio: read of unknown register %#x",
				   off);
		return val;
	}
	if (rows[row].read)
		return rows[row].read(card, (off - rows[row].first) / 4);
	val = *memory_of(card, row, off);
	if (rows[row].clears)
		*memory_of(card, row, off) = 0;
	return val;
}

static void write32(struct e810 *card, u32 off, u32 val)
{
	int row = find(off);

	if (row < 0) {
		if (!e810_cq_write(card, off, val))
			e810_trace(card, "mmio: write of %#x to unknown register %#x",
				   val, off);
		return;
	}
	if (rows[row].write)
		rows[row].write(card, (off - rows[row].first) / 4, val);
	else if (!rows[row].fixed)
		*memory_of(card, row, off) = val;
}

/**
 * e810_mmio_read() - entry point: the guest reads from BAR 0
 * @nic: the card
 * @off: offset in the BAR
 * @size: 1, 2, 4 or 8 bytes
 *
 * A read may cover a part of a register.
 *
 * Return: the value.
 */
u64 e810_mmio_read(struct nic *nic, u64 off, unsigned int size)
{
	struct e810 *card = (struct e810 *)nic;
	u64 start = off & ~3ULL;
	u8 bytes[12];
	u64 val = 0;

	for (unsigned int i = 0; start + i < off + size; i += 4) {
		u32 word = cpu_to_le32(read32(card, start + i));

		memcpy(bytes + i, &word, sizeof(word));
	}
	memcpy(&val, bytes + (off - start), size);
	return le64_to_cpu(val);
}

/**
 * e810_mmio_write() - entry point: the guest writes to BAR 0
 * @nic: the card
 * @off: offset in the BAR
 * @val: the value
 * @size: 1, 2, 4 or 8 bytes
 */
void e810_mmio_write(struct nic *nic, u64 off, u64 val, unsigned int size)
{
	struct e810 *card = (struct e810 *)nic;

	if (off % 4 || size < 4) {
		e810_trace(card, "mmio: write of %u bytes to %#llx", size,
			   (unsigned long long)off);
		return;
	}
	for (unsigned int i = 0; i < size; i += 4)
		write32(card, off + i, val >> (8 * i));
}
