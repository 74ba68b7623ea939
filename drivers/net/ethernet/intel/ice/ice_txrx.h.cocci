// A short form to count an event of a ring.

@include@
position p;
@@
 #include "ice_type.h"@p
+#include "ice_ring_stats.h"
