"""What serves the map, against the database alone and against a peer, over the same made-up province."""
