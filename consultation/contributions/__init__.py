"""What all inputs share: draft, identity, receipt, state, and who may see them."""
