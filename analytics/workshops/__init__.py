"""Live workshops: what people in a room write and vote for, kept in a transactional store."""
