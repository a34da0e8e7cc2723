"""The hand-off: keys, invitations, parcels and receipts, the files that travel on the stick (handoff.md)."""
