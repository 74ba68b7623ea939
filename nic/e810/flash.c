// SPDX-License-Identifier: GPL-2.0
/*
 * The flash. Nearly all of it is blank; what the driver reads from it is in the
 * tables below: the banks of the modules, and the versions of what they hold.
 */
#include <string.h>

#include "e810.h"
#include "flash.h"

#define FLASH_SIZE	(16 << 20)
#define BLANK		0xff

/* Names and values from ice_type.h and ice_nvm.h of the driver */
#define SR_CTRL_WORD		0x00
#define SR_DEV_STARTER_VER	0x18
#define SR_EETRACK_LO		0x2d
#define SR_EETRACK_HI		0x2e
#define SR_PFA_PTR		0x40
#define SR_NVM_BANK		0x42
#define SR_OROM_BANK		0x44
#define SR_NETLIST_BANK		0x46
#define CTRL_WORD_VALID		(1 << 6)
#define UNITS_4K		0x8000
#define CSS_HDR_LEN_L		0x02
#define CSS_HDR_LEN_H		0x03
#define AUTH_HEADER_WORDS	8
#define NETLIST_MOD_ID		0x011b
#define NETLIST_ID_WORDS	0x30

/* Where the modules are, in units of 4 KB. The second bank follows the first. */
#define NVM_AT		0x10
#define NVM_SIZE	0x10
#define OROM_AT		0x40
#define OROM_SIZE	0x01
#define NETLIST_AT	0x80
#define NETLIST_SIZE	0x01
#define PFA_WORD	0x1000

/* The bank of the NVM has a copy of the shadow RAM behind its headers. */
#define CSS_DWORDS	161
#define COPY_WORD	((CSS_DWORDS * 2 + AUTH_HEADER_WORDS + 31) / 32 * 32)

#define SR(word)	((word) * 2)
#define NVM(word)	(NVM_AT * 4096 + (word) * 2)
#define NVM2(word)	((NVM_AT + NVM_SIZE) * 4096 + (word) * 2)
#define NETLIST(word)	(NETLIST_AT * 4096 + (word) * 2)
/* The identification follows four words of header. */
#define NETLIST_ID(word) NETLIST(6 + (word))

/* Versions, as devlink and ethtool show them */
#define STARTER_VER	0x3020
#define EETRACK		0x80001234U
#define OROM_VER	(1U << 24 | 2821 << 8 | 0)

static const struct {
	u32 at;
	u16 val;
} words[] = {
	{ SR(SR_CTRL_WORD), CTRL_WORD_VALID },
	{ SR(SR_DEV_STARTER_VER), STARTER_VER },
	{ SR(SR_EETRACK_LO), EETRACK & 0xffff },
	{ SR(SR_EETRACK_HI), EETRACK >> 16 },
	{ SR(SR_PFA_PTR), PFA_WORD },
	{ SR(SR_NVM_BANK), UNITS_4K | NVM_AT },
	{ SR(SR_NVM_BANK + 1), NVM_SIZE },
	{ SR(SR_OROM_BANK), UNITS_4K | OROM_AT },
	{ SR(SR_OROM_BANK + 1), OROM_SIZE },
	{ SR(SR_NETLIST_BANK), UNITS_4K | NETLIST_AT },
	{ SR(SR_NETLIST_BANK + 1), NETLIST_SIZE },
	/* The area of preserved fields: its length, and nothing in it */
	{ SR(PFA_WORD), 2 },
	{ NVM(CSS_HDR_LEN_L), CSS_DWORDS },
	{ NVM(CSS_HDR_LEN_H), 0 },
	{ NVM(COPY_WORD + SR_DEV_STARTER_VER), STARTER_VER },
	{ NVM(COPY_WORD + SR_EETRACK_LO), EETRACK & 0xffff },
	{ NVM(COPY_WORD + SR_EETRACK_HI), EETRACK >> 16 },
	{ NVM2(CSS_HDR_LEN_L), CSS_DWORDS },
	{ NVM2(CSS_HDR_LEN_H), 0 },
	{ NETLIST(0), NETLIST_MOD_ID },
	{ NETLIST(1), 6 + NETLIST_ID_WORDS },
	{ NETLIST(2), 4 + NETLIST_ID_WORDS },
	{ NETLIST(3), 0 },
	{ NETLIST_ID(2), 2 }, { NETLIST_ID(3), 0 },	/* major */
	{ NETLIST_ID(4), 30 }, { NETLIST_ID(5), 0 },	/* minor */
	{ NETLIST_ID(6), 7 }, { NETLIST_ID(7), 0 },	/* type */
	{ NETLIST_ID(8), 1 }, { NETLIST_ID(9), 0 },	/* revision */
};

/*
 * The option ROM says what it is in a struct whose bytes add up to 0: signature,
 * checksum, version, and a name without letters.
 */
#define CIVD_LEN	74

static u8 civd_byte(u32 i)
{
	static const u8 sign[4] = "$CIV";
	u8 sum = 0;

	if (i < 4)
		return sign[i];
	if (i >= 5 && i < 9)
		return OROM_VER >> (8 * (i - 5));
	if (i != 4)
		return 0;
	for (i = 0; i < CIVD_LEN; i++)
		sum += i == 4 ? 0 : civd_byte(i);
	return -sum;
}

static void read_flash(u32 at, u8 *buf, u32 len)
{
	const u32 civd = OROM_AT * 4096;

	memset(buf, BLANK, len);
	for (u32 i = 0; i < CIVD_LEN; i++)
		if (civd + i >= at && civd + i < at + len)
			buf[civd + i - at] = civd_byte(i);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		for (u32 j = 0; j < 2; j++)
			if (words[i].at + j >= at && words[i].at + j < at + len)
				buf[words[i].at + j - at] =
					words[i].val >> (8 * j);
}

/*
 * The driver finds the size of the flash by the error past its end. A read of
 * another module than the whole flash finds none.
 */
E810_HANDLER(e810_nvm_read)
{
	struct ice_aqc_nvm *params = E810_PARAMS(cmd, nvm);
	u32 at = le16_to_cpu(params->offset_low) | params->offset_high << 16;
	u32 len = le16_to_cpu(params->length);

	if (len > cmd->len || at + len > FLASH_SIZE - 1)
		return AQ_RC(EINVAL);
	if (le16_to_cpu(params->module_typeid) != ICE_AQC_NVM_START_POINT)
		return AQ_RC(ENOENT);
	read_flash(at, cmd->buf, len);
	e810_answer(cmd, len);
	return AQ_RC(OK);
}

E810_HANDLER(e810_nvm_checksum)
{
	struct ice_aqc_nvm_checksum *params = E810_PARAMS(cmd, nvm_checksum);

	params->checksum = cpu_to_le16(ICE_AQC_NVM_CHECKSUM_CORRECT);
	return AQ_RC(OK);
}
