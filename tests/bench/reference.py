"""The reference: a bare Flask view of 60 KB of prebuilt bytes that knows nothing of us."""

from flask import Flask, Response

PAGE = b"<!doctype html><title>ijkpunt</title>" + b"<p>Wij kopen jassen.</p>" * 2_500

app = Flask("reference")


@app.get("/")
def show() -> Response:
    """The same bytes for everybody."""
    return Response(PAGE, mimetype="text/html")
