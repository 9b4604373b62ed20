"""What every answer tells the browser: nothing from elsewhere, nothing inline, nothing framed."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

HEADERS_OF_FILES = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Cross-Origin-Resource-Policy",
)
"""What a stylesheet, a script or a picture needs of them: it has no frame, form or opener."""

YEAR = 365 * 24 * 3600


def harden_answers(app: Flask) -> None:
    """Put the headers on every answer; pages are private unless a view says otherwise."""

    @app.after_request
    def on_answer(answer: Response) -> Response:
        if request.endpoint == "static":
            _harden_file(answer)
        else:
            _harden_page(answer)
        if request.is_secure:
            answer.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return answer


def _harden_file(answer: Response) -> None:
    # The address holds the version of the file, so it never changes, whoever asks.
    cache_for_ever(answer)
    for name in HEADERS_OF_FILES:
        answer.headers.setdefault(name, HEADERS[name])


def _harden_page(answer: Response) -> None:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Cookie")


def cache_publicly(answer: Response) -> Response:
    """Let everybody's cache keep an anonymous page while its fingerprint is the same."""
    answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    answer.add_etag(weak=True)
    answer.make_conditional(request.environ)
    return answer


def cache_for_ever(answer: Response) -> Response:
    """Let everybody's cache keep an answer that is the same for everybody and never changes."""
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer
