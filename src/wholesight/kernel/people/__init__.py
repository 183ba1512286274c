"""Accounts and who they belong to."""
