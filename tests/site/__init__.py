"""The built site, looked at as files and in a browser."""
