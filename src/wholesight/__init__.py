"""Wholesight: a self-hosted workspace in which an organization learns to see the whole together."""
