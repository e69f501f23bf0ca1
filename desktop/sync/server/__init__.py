"""The shared database: its schema made from the declarations, and the one function through which devices write."""
