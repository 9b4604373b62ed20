"""Live question hours: questions asked before and in the hour, in the open, answered once for all.

A live question is a contribution of the round like any other: it has a receipt and a leaf in the
public record, control judges it, its answer is an official answer, and the note counts it.
"""
