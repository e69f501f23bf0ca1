"""One module a step, named ``NNNN_what.py``; `desktop.persistence.migrate` runs them."""
