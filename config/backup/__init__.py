"""Backup, restore and drill: database and files together, sealed for a key that is kept offline.

docs/backup.md tells an operator what to do; docs/decisions/0016-backups.md tells why it is so.
"""
