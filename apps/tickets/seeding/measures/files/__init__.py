"""The museum's files, read by the proof for itself."""
