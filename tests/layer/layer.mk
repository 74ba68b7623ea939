# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the layer: a program for each concern, over common code.
#
# LAB_TESTS names the programs that `make test` runs in the guest.

LAYER_TESTS	:= kfunc anywhere carriers readers targets headroom frags queues socket tun
VIRTIO_TESTS	:= virtio virtio_tap virtio_hash
MLX5_STORED	:= mlx5_striding mlx5_striding_jumbo mlx5_legacy mlx5_legacy_jumbo
MLX5_USER	:= mlx5_user_striding mlx5_user_legacy
LAB_TESTS	+= $(LAYER_TESTS)

FLAGS_tests/layer = -isystem $(TREE)/tools/testing/selftests
LAYER_COMMON	:= $(patsubst %,tests/layer/%.c,way hold check) $(patsubst %,tests/lib/%.c,net net_features)
HASH_FRAMES	:= tests/layer/hash_frame.c $(TEST_PACKETS) tests/lib/toeplitz.c

layer_program	= $(call guest_program,$(1),tests/layer/$(1).c $(LAYER_COMMON) $(2))

$(foreach t,$(LAYER_TESTS) virtio,$(call layer_program,$(t)))
$(call guest_variant,virtio_tap,tests/layer/virtio.c,-DVIRTIO_TAP)
$(call layer_program,virtio_tap)
$(call layer_program,virtio_hash,$(HASH_FRAMES))
$(call layer_program,mlx5_virtio,tests/lib/lab_card.c)

# A program for each kind of receive queue that mlx5 has
mlx5_flags	= -DMLX5_STRIDING=$(if $(findstring striding,$(1)),1,0) \
		  -DMLX5_MTU=$(if $(findstring jumbo,$(1)),9000,1500)
$(foreach t,$(MLX5_STORED),$(call guest_variant,$(t),tests/layer/mlx5_stored.c,$(call mlx5_flags,$(t))))
$(foreach t,$(MLX5_USER),$(call guest_variant,$(t),tests/layer/mlx5_user.c,$(call mlx5_flags,$(t))))
$(foreach t,$(MLX5_STORED) $(MLX5_USER),$(call layer_program,$(t),tests/lib/lab_card.c))

# This one runs on the host, beside the VM.
$(W)/host_frames: $(call guest_objects,tests/layer/host_frames.c $(HASH_FRAMES))
	$(call msg,LD,$(notdir $@))
	$(Q)$(CC) -static -o $@ $^

PROGRAM_OBJS	+= $(call guest_objects,tests/layer/host_frames.c)
TEST_NEEDS	+= $(W)/host_frames
