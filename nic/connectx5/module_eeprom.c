// SPDX-License-Identifier: GPL-2.0
/*
 * The module in the port's cage: one end of a copper cable for 100 Gbit/s, one
 * meter long, with the memory of SFF-8636. Such a cable has page 0 only ("flat
 * memory"), and answers it where another page is asked for.
 */
#include <string.h>

#include "cx5.h"
#include "format.h"
#include "module_eeprom.h"

#define LANES		4
/* As firmware without the feature mcia_32dwords: 12 words of 4 bytes */
#define READ_MAX	48

/* Status of register MCIA */
enum {
	MCIA_OK = 0,
	MCIA_NO_EEPROM = 1,
	MCIA_UNSUPPORTED = 2,
};

#define PAGE_LEN	256

/* Bytes of SFF-8636, revision 2.10a, and of SFF-8024, which has their values */
enum {
	IDENTIFIER = 0, REVISION = 1, STATUS = 2,
	IDENTIFIER_AGAIN = 128, CONNECTOR = 130, COMPLIANCE = 131,
	ENCODING = 139, BIT_RATE = 140, COPPER_LENGTH = 146, TECHNOLOGY = 147,
	VENDOR_NAME = 148, VENDOR_OUI = 165, PART_NUMBER = 168,
	PART_REVISION = 184, ATTENUATION = 186, CC_BASE = 191,
	EXTENDED_COMPLIANCE = 192, SERIAL_NUMBER = 196, DATE = 212,
	BIT_RATE_100M = 222, CC_EXT = 223,
};

static void put_text(u8 *at, size_t len, const char *text)
{
	memset(at, ' ', len);
	memcpy(at, text, min(strlen(text), len));
}

static u8 sum(const u8 *from, const u8 *to)
{
	u8 sum = 0;

	while (from < to)
		sum += *from++;
	return sum;
}

static void make_page(const struct cx5 *cx5, u8 *page)
{
	char serial[17] = "LAB0000000000";

	serial[12] = '0' + cx5->nic.config.mac[NIC_MAC_LEN - 1] % 10;
	memset(page, 0, PAGE_LEN);
	page[IDENTIFIER] = 0x11;		/* QSFP28 */
	page[REVISION] = 0x07;			/* SFF-8636, 2.5 to 2.7 */
	page[STATUS] = 0x04;			/* flat memory */
	page[IDENTIFIER_AGAIN] = 0x11;
	page[CONNECTOR] = 0x23;			/* no separable connector */
	page[COMPLIANCE] = 0x88;		/* 40GBASE-CR4, or extended */
	page[ENCODING] = 0x05;			/* 64B/66B */
	page[BIT_RATE] = 0xff;			/* see BIT_RATE_100M */
	page[COPPER_LENGTH] = 1;
	page[TECHNOLOGY] = 0xa0;		/* copper cable, unequalized */
	put_text(page + VENDOR_NAME, 16, "xdp-rx-meta lab");
	put_text(page + PART_NUMBER, 16, "MODEL-100G-CU1M");
	put_text(page + PART_REVISION, 2, "A1");
	memcpy(page + ATTENUATION, "\x03\x04\x07\x0b", 4);
	page[EXTENDED_COMPLIANCE] = 0x0b;	/* 100GBASE-CR4 */
	put_text(page + SERIAL_NUMBER, 16, serial);
	put_text(page + DATE, 8, "250101");
	page[BIT_RATE_100M] = 0x67;		/* 25.75 Gbit/s a lane */
	page[CC_BASE] = sum(page + IDENTIFIER_AGAIN, page + CC_BASE);
	page[CC_EXT] = sum(page + EXTENDED_COMPLIANCE, page + CC_EXT);
}

/* The port has one module, of four lanes. */
CX5_REGISTER(cx5_reg_pmlp)
{
	u8 *lane = AT(pmlp_reg, reg, lane0_module_mapping);

	memset(reg, 0, CX5_BYTES(pmlp_reg));
	SET(pmlp_reg, reg, local_port, 1);
	SET(pmlp_reg, reg, width, LANES);
	for (u8 i = 0; i < LANES; i++) {
		SET(lane_2_module_mapping, lane, rx_lane, i);
		SET(lane_2_module_mapping, lane, tx_lane, i);
		lane += CX5_BYTES(lane_2_module_mapping);
	}
	return MLX5_CMD_STAT_OK;
}

CX5_REGISTER(cx5_reg_mcia)
{
	u8 module = GET(mcia_reg, reg, module);
	u8 i2c = GET(mcia_reg, reg, i2c_device_address);
	u16 at = GET(mcia_reg, reg, device_address);
	u16 size = GET(mcia_reg, reg, size);
	u8 *to = AT(mcia_reg, reg, dwords);
	u8 page[PAGE_LEN];

	if (write)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(to, 0, CX5_BITS(mcia_reg, dwords) / 8);
	SET(mcia_reg, reg, status, MCIA_OK);
	if (!cx5->cable || module) {
		SET(mcia_reg, reg, status, MCIA_NO_EEPROM);
	} else if (i2c != MLX5_I2C_ADDR_LOW || at >= PAGE_LEN ||
		   size > READ_MAX || size > PAGE_LEN - at) {
		SET(mcia_reg, reg, status, MCIA_UNSUPPORTED);
	} else {
		make_page(cx5, page);
		memcpy(to, page + at, size);
	}
	return MLX5_CMD_STAT_OK;
}
