# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the layer.
#
#	path/	 what packets run through: BPF programs, set-up, traffic, checks
#	cases/	 tests that several programs include, over paths of their own
#	core/	 programs that need no NIC
#	virtio/	 virtio_net
#	mlx5/	 mlx5, on modelled cards
#	ice/	 ice, on modelled cards
#	netif/	 a card of this machine; tests/card makes the program
#
# Each folder uses only those above it. LAB_TESTS names the programs that
# `make test` runs in the guest.

LAYER_TESTS	:= kfunc inlined stock_kernel carriers readers targets headroom frags queues socket tun tunnel_gro
VIRTIO_TESTS	:= virtio virtio_tap virtio_hash
MLX5_STORED	:= mlx5_striding mlx5_striding_jumbo mlx5_legacy mlx5_legacy_jumbo
MLX5_USER	:= mlx5_user_striding mlx5_user_legacy
ICE_KEPT	:= ice_kept ice_kept_jumbo
LAB_TESTS	+= $(LAYER_TESTS)

$(foreach d,path cases core virtio mlx5 ice,\
	$(eval FLAGS_tests/layer/$(d) = -isystem $$(TREE)/tools/testing/selftests))
LAYER_COMMON	:= $(call sources_in,tests/layer/path) $(patsubst %,tests/lib/%.c,net net_features genl) \
		   $(filter-out %.inc.c,$(call sources_in,tests/layer/cases))
HASH_FRAMES	:= tests/layer/virtio/hash_frame.c $(TEST_PACKETS) tests/lib/toeplitz_reference.c

# $(call layer_program,NAME,SOURCES,OTHERS): SOURCES lie in tests/layer, OTHERS are named
# from the top
layer_program	= $(call guest_program,$(1),$(addprefix tests/layer/,$(2)) $(LAYER_COMMON) $(3))

$(foreach t,$(filter-out targets,$(LAYER_TESTS)),$(call layer_program,$(t),core/$(t).c))
$(call layer_program,targets,core/redirect_targets.c)
$(call layer_program,virtio,virtio/buffers.c virtio/linear.c)
$(call guest_variant,virtio_tap,tests/layer/virtio/buffers.c,-DVIRTIO_TAP)
$(call layer_program,virtio_tap,virtio/virtio_tap.c virtio/linear.c)
$(call layer_program,virtio_hash,virtio/reported_hash.c virtio/linear.c,$(HASH_FRAMES))
$(call layer_program,mlx5_virtio,mlx5/virtio_peer.c,tests/lib/lab_card.c)

# A program for each kind of receive queue that mlx5 has
mlx5_flags	= -DMLX5_STRIDING=$(if $(findstring striding,$(1)),1,0) \
		  -DMLX5_MTU=$(if $(findstring jumbo,$(1)),9000,1500)
mlx5_variant	= $(call guest_variant,$(1),tests/layer/mlx5/$(2).c,$(call mlx5_flags,$(1)))
$(foreach t,$(MLX5_STORED),$(call mlx5_variant,$(t),stored))
$(foreach t,$(MLX5_USER),$(call mlx5_variant,$(t),user_memory))
$(foreach t,$(MLX5_STORED) $(MLX5_USER),$(call layer_program,$(t),mlx5/$(t).c mlx5/stored_cards.c,tests/lib/lab_card.c))

# ... and for each number of buffers that a packet of ice has
ice_flags	= -DICE_MTU=$(if $(findstring jumbo,$(1)),9000,1500)
$(foreach t,$(ICE_KEPT),$(call guest_variant,$(t),tests/layer/ice/stored.c,$(call ice_flags,$(t))))
$(foreach t,$(ICE_KEPT),$(call layer_program,$(t),ice/$(t).c ice/e810_pair.c,tests/lib/lab_card.c))
$(call layer_program,ice_split,ice/split.c ice/e810_pair.c,tests/lib/lab_card.c)
$(call layer_program,ice_no_room,ice/no_room.c ice/e810_pair.c,tests/lib/lab_card.c)
$(call layer_program,mlx5_ice,ice/mlx5_peer.c,tests/lib/lab_card.c)

# host_frames runs on the host, beside the VM.
HOST_FRAMES	:= tests/layer/virtio/host_frames.c
$(W)/host_frames: $(call guest_objects,$(HOST_FRAMES) $(HASH_FRAMES))
	$(call msg,LD,$(notdir $@))
	$(Q)$(CC) -static -o $@ $^

PROGRAM_OBJS	+= $(call guest_objects,$(HOST_FRAMES))
TEST_NEEDS	+= $(W)/host_frames
