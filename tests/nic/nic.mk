# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of drivers on modelled NICs: a program for each driver.

MLX5_DATA	:= mlx5_hints mlx5_data mlx5_send mlx5_receive mlx5_traffic mlx5_rxmeta
MLX5_CONTROL	:= mlx5_control mlx5_clock mlx5_faults
NIC_TESTS	:= $(MLX5_DATA) $(MLX5_CONTROL) mlx5_stream mlx5_stall mlx5_cycle \
		   mlx5_probe mlx5_reboot
NIC_COMMON	:= $(patsubst %,tests/nic/%.c,frame listener peer frame_stream) \
		   $(patsubst %,tests/lib/%.c,card net toeplitz)
FLAGS_tests/nic	= -isystem $(TREE)/tools/testing/selftests
nic_program	= $(call guest_program,$(1),tests/nic/$(2).c $(NIC_COMMON) $(3))

$(foreach t,$(filter-out mlx5_rxmeta,$(NIC_TESTS)),$(call nic_program,$(t),$(t)))
$(call nic_program,mlx5_rxmeta,mlx5_rxmeta,$(TEST_PACKETS) tests/lib/rxmeta_tool.c)
$(call nic_program,nic-bench,bench)

# Packets a second through the model and through virtio-net, in one guest. BENCH_ROUNDS
# and COST_BATCHES make a bench shorter, and what it says less sure.
BENCH_ROUNDS	?= 7
.PHONY: bench-nic
bench-nic: $$(LAB_NEEDS) $(NIC_SO)
	$(Q)$(LAB_BOOT) --run $(RUN)/bench-nic --net wire --cards mlx5 --mem 1024 \
		--models $(NIC_SO) -- /lab/nic-bench $(BENCH_ROUNDS)
