// SPDX-License-Identifier: GPL-2.0
/*
 * Decrypt blocks of a packet of ESP and show them. The tunnel program shows only the hash,
 * and wipes what it has decrypted.
 */
#include "bpf/tunnel/tunnel.bpf.c"
#include "esp_blocks.h"

struct esp_blocks_run run;

SEC("xdp.frags")
int esp_blocks_of(struct xdp_md *ctx)
{
	struct esp_scratch *scratch = esp_scratch();
	__u32 slot = 0;
	struct ipsec_sa *sa = bpf_map_lookup_elem(&ipsec_sas, &slot);
	struct packet pkt;

	if (!sa || !scratch)
		return XDP_ABORTED;
	packet_init(&pkt, ctx);
	pkt.off = run.at;
	run.why = esp_decrypt(&pkt, sa, run.first, run.blocks, 0);
	__builtin_memcpy(run.plain, scratch->plain, ESP_HEAD_LEN);
	esp_wipe();
	run.left = scratch->plain[0] | scratch->stream[0] | scratch->counter[3];
	return XDP_PASS;
}
