"""Where officers keep the words of their organisation; plans keep theirs with the same pages."""

from consultation.glossary.routes import keeping
from consultation.glossary.routes.keeping import bp

__all__ = ["bp", "keeping"]
