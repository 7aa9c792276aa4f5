"""What runs in MicroPython, and how it is started."""
