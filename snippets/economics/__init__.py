"""What it costs: training runs, tokens, buying or renting."""
