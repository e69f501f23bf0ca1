"""Practice town as a workspace of its own, beside the real one: for the command line and the window."""
