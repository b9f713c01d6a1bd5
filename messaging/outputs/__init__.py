"""What leaves the timeline on paper, by the clipboard, as a table: one reading, several shapes."""
