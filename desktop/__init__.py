"""Xunshen: the field notebook of a joint audit-and-inspection team."""

__version__ = "0.1.0"
