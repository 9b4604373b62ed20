"""What counts as one network, where something is counted per network."""

import ipaddress


def network_of(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
