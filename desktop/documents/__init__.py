"""Paper: a `Document` becomes an accessible, archivable PDF. ``from desktop.documents.render import render``."""
