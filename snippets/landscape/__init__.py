"""The rivals: their chips, their speed, what they train and what they ask of programmers."""
