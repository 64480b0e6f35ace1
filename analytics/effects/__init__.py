"""Evidence of the effects of cluster programmes: evaluations, their strength, and objections with answers."""
