"""The mail server that takes whatever is sent, and the box it puts it in."""
