"""Renderers: each turns the description of a chart into one kind of picture or text, and reads nothing else."""
