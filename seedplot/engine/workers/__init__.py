"""Workers: shards planned and proven in other processes, or written on a cluster."""
