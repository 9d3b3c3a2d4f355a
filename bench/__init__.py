"""Measurements that anybody can repeat; each prints a table and, last, one JSON object."""
