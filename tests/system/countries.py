"""A small country database in MaxMind's format, for tests: networks and the countries they are in."""
import ipaddress


def database(countries):
    """{"192.0.2.0/24": "DE", ...} as the octets of a file (https://maxmind.github.io/MaxMind-DB)."""
    nodes, data, leads_to = [[None, None]], b"", {}

    def word(text):
        return bytes([0x40 | len(text)]) + text.encode() if len(text) < 29 else bytes([0x5D, len(text) - 29]) + text.encode()

    def number(n, octets=2):
        return bytes([{2: 0xA0, 4: 0xC0}[octets] | octets]) + n.to_bytes(octets, "big")

    for network, country in countries.items():
        network = ipaddress.ip_network(network)
        skipped = 96 if network.version == 4 else 0  # IPv4 has its place below ::/96
        bits = f"{int(network.network_address):0{network.max_prefixlen}b}"[:network.prefixlen]
        at = 0
        for bit in "0" * skipped + bits[:-1]:
            if nodes[at][int(bit)] is None:
                nodes.append([None, None])
                nodes[at][int(bit)] = len(nodes) - 1
            at = nodes[at][int(bit)]
        leads_to[at, int(bits[-1])] = len(data)
        data += b"\xe1" + word("country") + b"\xe1" + word("iso_code") + word(country)
    tree = b"".join((len(nodes) + 16 + leads_to[i, side] if (i, side) in leads_to else len(nodes) if to is None else to).to_bytes(3, "big")
                    for i, node in enumerate(nodes) for side, to in enumerate(node))
    about = {"record_size": 24, "ip_version": 6, "binary_format_major_version": 2, "binary_format_minor_version": 0}
    metadata = (b"\xe9" + b"".join(word(key) + number(n) for key, n in about.items()) + word("node_count") + number(len(nodes), 4)
                + word("database_type") + word("Test-Country") + word("build_epoch") + b"\x01\x02\x01"  # 64 bits, of which one octet
                + word("languages") + b"\x00\x04" + word("description") + b"\xe0")
    return tree + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + metadata
