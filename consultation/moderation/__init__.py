"""The queue, decisions with a reason from the house rules, and the second look."""
