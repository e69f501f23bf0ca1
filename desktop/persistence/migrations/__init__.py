"""The migrations of the local database, in order; each leaves the schema one number further."""
