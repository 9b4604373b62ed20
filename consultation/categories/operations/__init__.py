"""What happens to a purchasing category: made, renamed, its colophon and the links of its chain."""

from consultation.categories.operations.filling import clear_link, set_link, write_colophon
from consultation.categories.operations.naming import (
    create_category,
    edit_category,
    find_or_make_category,
)

__all__ = [
    "clear_link", "create_category", "edit_category", "find_or_make_category", "set_link",
    "write_colophon",
]  # fmt: skip
