"""Public pages that lay plan, reactions, answers and notes side by side."""
