/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_CAPTURE_ETHERNET_HEADER_H
#define DEMO_CAPTURE_ETHERNET_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ETHERNET_TAG_LEN	4
#define ETHERNET_HEADER_LEN	14

bool ethernet_is_tag(const uint8_t *type);
bool link_is_known(int type);
int link_to_ethernet(int type, const uint8_t *packet, size_t len,
		     uint8_t *header);

#endif
