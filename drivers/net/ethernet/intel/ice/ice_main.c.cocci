// The driver sees to stored VLAN tags in ndo_xdp_xmit(), so the core leaves them
// beside the frames. Subfunctions come by here, too; a device in safe mode, which
// has no ndo_xdp_xmit(), leaves before.

@xmit_vlan_tag@
identifier netdev;
position p;
@@
 ice_set_netdev_features(struct net_device *netdev)
 {
 ...
 netif_set_tso_max_size@p(netdev, ...);
+netdev->xdp_xmit_vlan_tag = true;
 }
