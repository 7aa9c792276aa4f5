"""What a page needs so that its numbers recompute in the browser, where MicroPython runs the same files."""
