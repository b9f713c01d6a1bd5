"""The trace: what was done, by whom, to whose record; it knows nobody and forgets nothing."""
