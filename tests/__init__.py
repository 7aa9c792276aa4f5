"""Tests: of the engine, of what the pages say, and of the built site."""
