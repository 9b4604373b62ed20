"""The public record: a verifiable append-only log of inputs and what became of them."""
