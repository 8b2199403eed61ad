"""Every use without a screen: the commands of the contract, their options, their one JSON document, their exit codes."""

from desktop.cli.program import main

__all__ = ["main"]
