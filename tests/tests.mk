# SPDX-License-Identifier: GPL-2.0
#
# Guest tests of the layer: a program for each concern, over common code.
#
# LAB_TESTS names the programs that `make test` runs in the guest.

MLX5_STORED	:= mlx5_striding mlx5_striding_jumbo mlx5_legacy mlx5_legacy_jumbo
MLX5_USER	:= mlx5_user_striding mlx5_user_legacy
LAYER_TESTS	:= kfunc anywhere carriers readers targets headroom frags queues \
		   socket tun virtio virtio_tap virtio_hash mlx5_virtio \
		   $(MLX5_STORED) $(MLX5_USER)
LAYER_COMMON	:= $(patsubst %,$(W)/tests/layer/%.o,net features way hold check)
LAYER_SKELS	:= $(patsubst tests/bpf/%.bpf.c,$(W)/bpf/tests/%.skel.h, \
		   $(wildcard tests/bpf/*.bpf.c))
LAYER_CFLAGS	= $(GUEST_CFLAGS) -I$(W)/bpf/tests \
		  -I. -isystem $(TREE)/tools/testing/selftests

LAB_TESTS	+= $(LAYER_TESTS)
LAB_PROGRAMS	+= $(patsubst %,$(GUEST)/%,$(LAYER_TESTS))

LAYER_NEEDS	= $(LAYER_SKELS) $(LIBBPF) | $(UAPI)/linux/bpf.h

$(W)/tests/layer/%.o: tests/layer/%.c $(LAYER_NEEDS)
	$(call msg,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LAYER_CFLAGS) -MMD -MP -MF $@.d -c $< -o $@

$(W)/tests/layer/virtio_tap.o: tests/layer/virtio.c $(LAYER_NEEDS)
	$(call msg,CC,$< (virtio_tap))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LAYER_CFLAGS) -DVIRTIO_TAP -MMD -MP -MF $@.d -c $< -o $@

# One program for each kind of receive queue that mlx5 has
MLX5_CFLAGS	= -DMLX5_STRIDING=$(if $(findstring striding,$*),1,0) \
		  -DMLX5_MTU=$(if $(findstring jumbo,$*),9000,1500)

$(MLX5_STORED:%=$(W)/tests/layer/%.o): \
$(W)/tests/layer/%.o: tests/layer/mlx5_stored.c $(LAYER_NEEDS)
	$(call msg,CC,$< ($*))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LAYER_CFLAGS) $(MLX5_CFLAGS) -MMD -MP -MF $@.d -c $< -o $@

$(MLX5_USER:%=$(W)/tests/layer/%.o): \
$(W)/tests/layer/%.o: tests/layer/mlx5_user.c $(LAYER_NEEDS)
	$(call msg,CC,$< ($*))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LAYER_CFLAGS) $(MLX5_CFLAGS) -MMD -MP -MF $@.d -c $< -o $@

$(patsubst %,$(GUEST)/%,mlx5_virtio $(MLX5_STORED) $(MLX5_USER)): $(W)/tests/nic/card.o

# Its frames and known answers are those of the tunnel tests.
HASH_FRAMES	:= $(W)/tests/layer/hash_frame.o \
	$(patsubst %,$(W)/tests/tunnel/%.o,packet flows toeplitz_ref)

$(GUEST)/virtio_hash: $(HASH_FRAMES)

# This one runs on the host, beside the VM.
$(W)/host_frames: $(W)/tests/layer/host_frames.o $(HASH_FRAMES)
	$(call msg,LD,$(notdir $@))
	$(Q)$(CC) -static -o $@ $^

TEST_NEEDS	+= $(W)/host_frames

$(patsubst %,$(GUEST)/%,$(LAYER_TESTS)): $(LAYER_COMMON)
$(patsubst %,$(GUEST)/%,$(LAYER_TESTS)): \
$(GUEST)/%: $(W)/tests/layer/%.o $(LIBBPF_SO)
	$(call msg,LD,$(notdir $@))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -o $@ $(filter %.o,$^) $(GUEST_LIBS)

.PRECIOUS: $(W)/tests/layer/%.o

-include $(wildcard $(W)/tests/layer/*.d)
