"""Merging two records that are one."""
