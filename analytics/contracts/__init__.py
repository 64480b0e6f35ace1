"""Contracts of tables: what a table's columns must look like, and the list of everything that is not so."""
