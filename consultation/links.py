"""Addresses that may stand on a page as a link: on the safe web, or on this site itself."""

import re
from urllib.parse import urlsplit

LONGEST = 500

FORBIDDEN = re.compile(r"[\s\\<>\"'`{}|^\x00-\x1f\x7f]")
"""Signs that never stand in an address as browsers write it."""

HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?")
"""A name on the web; no bare number and no machine of one's own."""

OWN_PAGE = re.compile(r"/(?![/\\])[^?#]*([?#].*)?")


def safe_address(typed: str) -> str:
    """An address as it is kept, or nothing when people should not be sent there.

    It begins with https:// and names a host without a name, password or port; or it is a page of
    this site, such as /rondes/voorbeeld.
    """
    address = typed.strip()
    if not address or len(address) > LONGEST or FORBIDDEN.search(address):
        return ""
    if OWN_PAGE.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
        has_port = parts.port is not None
    except ValueError:
        return ""
    is_safe = parts.scheme.casefold() == "https" and not has_port and "@" not in parts.netloc
    return address if is_safe and HOST.fullmatch(parts.netloc.casefold()) else ""


def host_of(address: str) -> str:
    """The name of the machine that an address leads to; nothing for a page of this site."""
    return (urlsplit(address).hostname or "").casefold()
