// A frame on its way to the WQE takes its tag along. It fits in what was padding.

@tag@
typedef __be32;
position p;
@@
 struct mlx5e_xmit_data {
 ...
 void *data;@p
 ...
-};
+	__be32 insert_vlan;
+};
