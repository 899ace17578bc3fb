"""Which addresses and hosts are our own machine or network. Pure."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address


def is_local_address(text: str) -> bool:
    """Is this the IP address of a loopback or private network (RFC 1918, 4193)? Nonsense is not."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return is_local_address(str(address.ipv4_mapped))
    return address.is_private and not address.is_unspecified


def is_local_host(host: str) -> bool:
    """Is this a host name, with or without a port, that only this machine or network can mean?"""
    name = host.strip().lower()
    if name.startswith("["):
        return is_local_address(name[1:].partition("]")[0])
    name = name.rpartition(":")[0] if name.count(":") == 1 else name
    return name == "localhost" or name.endswith(".localhost") or is_local_address(name)
