// SPDX-License-Identifier: GPL-2.0
/* RX metadata stored by XDP programs: the set of kfuncs. */
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/module.h>

BTF_KFUNCS_START(xdp_rx_meta_kfunc_ids)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_hash, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_vlan_tag, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_store_rx_timestamp, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_load_rx_hash, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_load_rx_vlan_tag, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_load_rx_timestamp, KF_TRUSTED_ARGS)
BTF_ID_FLAGS(func, bpf_xdp_clear_rx_meta, KF_TRUSTED_ARGS)
BTF_KFUNCS_END(xdp_rx_meta_kfunc_ids)

static const struct btf_kfunc_id_set xdp_rx_meta_kfunc_set = {
	.owner = THIS_MODULE,
	.set   = &xdp_rx_meta_kfunc_ids,
};

static int __init xdp_rx_meta_init(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP,
					 &xdp_rx_meta_kfunc_set);
}
late_initcall(xdp_rx_meta_init);
