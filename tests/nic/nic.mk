# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of unmodified drivers on modelled NICs. MLX5_DATA run in one guest,
# MLX5_CONTROL in another, MLX5_SETTINGS in a third; so do ICE_DATA and ICE_CONTROL;
# tests/jobs names the rest.

MLX5_DATA	:= mlx5_hints mlx5_data mlx5_send mlx5_receive mlx5_traffic mlx5_rxmeta
ICE_DATA	:= ice_hints ice_types ice_data ice_send
ICE_CONTROL	:= ice_control ice_clock ice_receive ice_traffic ice_ethtool ice_legacy_rx ice_rxmeta
MLX5_CONTROL	:= mlx5_control mlx5_ipsec mlx5_clock mlx5_faults
MLX5_SETTINGS	:= mlx5_link mlx5_compress mlx5_ethtool
NIC_TESTS	:= $(ICE_DATA) $(ICE_CONTROL) ice_suspend ice_loss ice_probe ice_safe_mode $(MLX5_DATA) $(MLX5_CONTROL) $(MLX5_SETTINGS) mlx5_loss mlx5_stall mlx5_cycle \
		   mlx5_gre mlx5_probe mlx5_reboot
NIC_COMMON	:= $(patsubst %,tests/nic/%.c,card_pair flows frame frame_socket \
			frame_train hints_check listener card_counts bound_driver peer) \
		   $(patsubst %,tests/lib/%.c,lab_card net toeplitz_reference)
# The tests of ethtool run every row of the tables in this page.
LAB_FILES	+= docs/cards.md
FLAGS_tests/nic	= -isystem $(TREE)/tools/testing/selftests
nic_program	= $(call guest_program,$(1),tests/nic/$(2).c $(NIC_COMMON) $(3))

$(foreach t,$(filter-out %_rxmeta,$(NIC_TESTS)),$(call nic_program,$(t),$(t)))
$(foreach t,mlx5_rxmeta ice_rxmeta,$(call nic_program,$(t),$(t),$(TEST_PACKETS) tests/lib/rxmeta_tool.c))
$(call nic_program,nic-bench,bench)

# Packets per second through the model and through virtio-net, in one guest. A smaller
# BENCH_ROUNDS makes the bench shorter and its result less certain.
BENCH_ROUNDS	?= 7
# The bench fails where the model reaches a smaller share of virtio-net's rate. The share
# means nothing on a machine that does other work meanwhile.
BENCH_RATIO	?= 0.7
.PHONY: bench-nic
bench-nic: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)$(LAB_BOOT) --run $(RUN)/bench-nic --net wire --cards mlx5 --mem 1024 \
		--models $(NIC_SO) -- /lab/nic-bench $(BENCH_ROUNDS) $(BENCH_RATIO)
