"""How the machine is built."""
