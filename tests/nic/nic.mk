# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of unmodified drivers on modelled NICs. MLX5_DATA run in one guest,
# MLX5_CONTROL in another, MLX5_SETTINGS in a third; so do ICE_DATA and ICE_CONTROL;
# tests/jobs names the rest.

MLX5_DATA	:= mlx5_hints mlx5_data mlx5_send mlx5_receive mlx5_traffic mlx5_rxmeta
ICE_DATA	:= ice_hints ice_types ice_data ice_send
ICE_CONTROL	:= ice_control ice_clock ice_receive ice_traffic ice_ethtool ice_legacy_rx ice_split_traffic ice_rxmeta
MLX5_CONTROL	:= mlx5_control mlx5_ipsec mlx5_clock mlx5_faults
MLX5_SETTINGS	:= mlx5_link mlx5_compress mlx5_ethtool
NIC_TESTS	:= $(ICE_DATA) $(ICE_CONTROL) ice_suspend ice_loss ice_probe ice_safe_mode $(MLX5_DATA) $(MLX5_CONTROL) $(MLX5_SETTINGS) mlx5_loss mlx5_stall mlx5_cycle \
		   mlx5_gre mlx5_probe mlx5_reboot
NIC_COMMON	:= $(patsubst %,tests/nic/%.c,card_pair flows frame frame_socket \
			frame_train hints_check listener card_counts bound_driver peer) \
		   $(patsubst %,tests/lib/%.c,lab_card net net_features genl toeplitz_reference)
# The tests of ethtool run every row of the tables in this page.
LAB_FILES	+= docs/cards.md
FLAGS_tests/nic	= -isystem $(TREE)/tools/testing/selftests
nic_program	= $(call guest_program,$(1),tests/nic/$(2).c $(NIC_COMMON) $(3))

$(foreach t,$(filter-out %_rxmeta,$(NIC_TESTS)),$(call nic_program,$(t),$(t)))
$(foreach t,mlx5_rxmeta ice_rxmeta,$(call nic_program,$(t),$(t),$(TEST_PACKETS) tests/lib/rxmeta_tool.c))
$(call nic_program,nic-bench,bench)

# Packets per second through each model and through virtio-net, in one guest for each. A smaller
# BENCH_ROUNDS makes the bench shorter and its result less certain.
BENCH_ROUNDS	?= 7
# The bench fails where a model gets a smaller share of what virtio-net gets through in the same
# CPU time of QEMU. On a busy machine two runs differ by a third.
BENCH_RATIO	?= 0.5
BENCH_NIC_OUT	:= $(call out,bench)
.PHONY: bench-nic
bench-nic: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)mkdir -p $(BENCH_NIC_OUT)
	$(Q)for card in mlx5 ice; do \
		$(LAB_BOOT) --run $(RUN)/bench-nic-$$card --net wire --cards $$card --mem 1024 \
			--models $(NIC_SO) --timeout 900 --out $(BENCH_NIC_OUT)/nic-$$card.jsonl -- \
			/lab/nic-bench $$card $(BENCH_ROUNDS) || exit; done
ifneq ($(DRYRUN),1)
	$(Q)awk -v least=$(BENCH_RATIO) -f tests/bench/json_line.awk -f tests/nic/bench.awk \
		$(addprefix $(BENCH_NIC_OUT)/nic-,mlx5.jsonl ice.jsonl)
endif
