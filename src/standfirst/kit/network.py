"""Which addresses and hosts are our own machine or network. Pure."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

#: IPv6 that carries IPv4 in its last 32 bits: compatible (RFC 4291, 2.5.5.1) and translated (RFC 6052).
_CARRIERS = (ip_network("::/96"), ip_network("64:ff9b::/96"))
#: Translated within one network alone (RFC 8215); Python calls it global.
_TRANSLATED_HERE = ip_network("64:ff9b:1::/48")


def is_local_address(text: str) -> bool:
    """Is this the IP address of a loopback or private network (RFC 1918, 4193)? Nonsense is not."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return is_local_address(str(address.ipv4_mapped))
    return address.is_private and not address.is_unspecified


def is_public_address(text: str) -> bool:
    """Is this the IP address of one machine that all the internet can reach? Nonsense is not.

    IPv4 that is carried inside IPv6 (RFC 4291, 3056, 4380, 6052) is judged as what it carries.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(address in carrier for carrier in _CARRIERS):
            carried.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if address in _TRANSLATED_HERE or any(
            inner is not None and not is_public_address(str(inner)) for inner in carried
        ):
            return False
    return address.is_global and not address.is_multicast


def is_local_host(host: str) -> bool:
    """Is this a host name, with or without a port, that only this machine or network can mean?"""
    name = host.strip().lower()
    if name.startswith("["):
        return is_local_address(name[1:].partition("]")[0])
    name = name.rpartition(":")[0] if name.count(":") == 1 else name
    return name == "localhost" or name.endswith(".localhost") or is_local_address(name)


def plain_address(text: str) -> str:
    """An IP address as one visitor has it: IPv4 that came through an IPv6 socket is IPv4 again (RFC 4291, 2.5.5.2).

    Nonsense is given back as it came.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def wide_network(text: str) -> str:
    """The network that one organisation is usually given: /24 of IPv4, /48 of IPv6 (RFC 6177). Nonsense stays."""
    try:
        address = ip_address(plain_address(text))
    except ValueError:
        return text
    return str(ip_network(f"{address}/{48 if isinstance(address, IPv6Address) else 24}", strict=False))
