"""From dialogues to rows: who lives where, when they wrote, and what came of it."""
