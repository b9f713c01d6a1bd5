"""What leaves the timeline."""
