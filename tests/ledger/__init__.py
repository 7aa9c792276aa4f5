"""Tests of the engine, on its own and on a site of three pages."""
