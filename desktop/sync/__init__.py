"""Laptops and one shared PostgreSQL: who sends what when, and the ways to reach the server."""
