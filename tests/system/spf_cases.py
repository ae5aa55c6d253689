"""Cases of SPF (RFC 7208) made by chance from a seed: a zone with a record for each, and who comes from where."""
import random

ZONE = "spf.test."
# Hosts with one family, both, by another name and none; lists of them; and what the macros of the cases lead to.
SHARED = """
h1 IN A 192.0.2.1
h2 IN A 192.0.2.2
h3 IN A 192.0.2.3
six IN AAAA 2001:db8::5
both IN A 192.0.2.3
both IN AAAA 2001:db8::9
alias IN CNAME h1
far IN A 198.51.100.7
text IN TXT "no address and no policy"
mail IN MX 10 h1
mail IN MX 20 h2
mail6 IN MX 10 six
lost IN MX 10 nothing
none IN MX 0 .
""" + "".join(f"crowd IN MX {n} m{n}\nm{n} IN A 203.0.113.{n}\n" for n in range(1, 12)) + """
1.2.0.192.list IN A 127.0.0.2
user.list IN A 127.0.0.2
h1.spf.test.list IN A 127.0.0.2
in-addr.list IN A 127.0.0.2
*.any IN A 127.0.0.2
all-pass IN TXT "v=spf1 +all"
all-fail IN TXT "v=spf1 -all"
all-soft IN TXT "v=spf1 ~all"
all-neutral IN TXT "v=spf1 ?all"
one IN TXT "v=spf1 ip4:192.0.2.1 -all"
hosts IN TXT "v=spf1 a:h2.spf.test mx:mail.spf.test ~all"
wrong IN TXT "v=spf1 ip4:192.0.2 -all"
twice IN TXT "v=spf1 -all"
twice IN TXT "v=spf1 +all"
circle IN TXT "v=spf1 include:circle.spf.test -all"
onward IN TXT "v=spf1 redirect=one.spf.test"
""" + "".join(f'deep{n} IN TXT "v=spf1 include:deep{n + 1}.spf.test ?all"\n' for n in range(12)) + 'deep12 IN TXT "v=spf1 +all"\n'
REVERSE = {
    "2.0.192.in-addr.arpa.": "1 IN PTR h1.spf.test.\n2 IN PTR liar.spf.test.\n3 IN PTR both.spf.test.\n3 IN PTR h3.spf.test.\n",
    "100.51.198.in-addr.arpa.": "",
    "8.b.d.0.1.0.0.2.ip6.arpa.": f"{'.'.join('5' + '0' * 23)} IN PTR six.spf.test.\n",
}
CLIENTS = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.9", "198.51.100.7", "2001:db8::5", "2001:db8::9"]
TARGETS = ["h1", "h2", "h3", "six", "both", "alias", "far", "text", "nothing", "mail"]
POLICIES = ["all-pass", "all-fail", "all-soft", "all-neutral", "one", "hosts", "onward", "one", "hosts"]
BAD_POLICIES = ["wrong", "twice", "circle", "text", "nothing", "deep0", "deep6"]
MACROS = ["%{ir}.list.spf.test", "%{l}.list.spf.test", "%{h}.list.spf.test", "%{v}.list.spf.test", "%{l1r-}.any.spf.test", "%{d2}", "%{o}",
          "h1.%{d1r}.test", "%{s}.any.spf.test", "%%.any.spf.test", "%{p}", "%{d3r}.any.spf.test", "%{i}.any.spf.test"]
MISTAKES = ["ip4:192.0.2.999", "ip4:192.0.2.0/33", "ip4:", "ip6:192.0.2.1", "ip6:2001:db8::/129", "a:", "a/33", "a//129", "include", "include:",
            "exists", "exists/24", "all:spf.test", "mix:h1.spf.test", "ip4:192.0.2.1/08", "a:%{x}.spf.test", "a:%h.spf.test", "ptr:", "mx:h1..spf.test",
            "redirect=", "exp=a.spf.test exp=b.spf.test", "redirect=one.spf.test redirect=one.spf.test", "1up=yes", "-"]


class Maker:
    def __init__(self, seed):
        self.by = random.Random(seed)

    def bits(self, v4, v6):
        text = f"/{self.by.choice(v4)}" if self.by.random() < 0.4 else ""
        return text + (f"//{self.by.choice(v6)}" if self.by.random() < 0.25 else "")

    def target(self):
        kind = self.by.random()
        if kind < 0.3:
            return ""
        return ":" + (self.by.choice(MACROS) if kind > 0.85 else self.by.choice(TARGETS) + ".spf.test")

    def mechanism(self):
        pick = self.by.choice
        kind = pick(["ip4", "ip4", "ip6", "a", "a", "mx", "include", "include", "exists", "ptr"])
        if kind == "ip4":
            return f"ip4:{pick(['192.0.2.1', '192.0.2.0', '198.51.100.7', '10.0.0.0'])}{pick(['', '/24', '/30', '/32', '/0', '/31'])}"
        if kind == "ip6":
            return f"ip6:{pick(['2001:db8::5', '2001:db8::', '::1', '2001:DB8:0:0::9'])}{pick(['', '/32', '/126', '/128', '/0'])}"
        if kind == "a":
            return "a" + self.target() + self.bits([24, 32, 0, 30], [64, 128, 126])
        if kind == "mx":
            return "mx" + pick(["", ":mail.spf.test", ":mail6.spf.test", ":lost.spf.test", ":none.spf.test", ":mail.spf.test", ":crowd.spf.test"]) + self.bits(
                [24, 32, 30], [64, 128])
        if kind == "include":
            return "include:" + pick(POLICIES if self.by.random() < 0.85 else BAD_POLICIES) + ".spf.test"
        if kind == "exists":
            return "exists:" + pick(MACROS)
        return "ptr" + pick(["", ":spf.test", ":h1.spf.test", ":elsewhere.test"])

    def term(self):
        if self.by.random() < 0.04:
            return self.by.choice(MISTAKES)
        text = self.by.choice(["", "", "", "+", "-", "~", "?"]) + self.mechanism()
        return text.upper() if self.by.random() < 0.05 and "%" not in text else text

    def record(self):
        terms = [self.term() for _ in range(self.by.choice([1, 1, 2, 2, 3, 4, 6]))]
        end = self.by.random()
        if end < 0.55:
            terms.append(self.by.choice(["-all", "~all", "?all", "-all", "all"]))
        elif end < 0.75:
            terms.insert(self.by.randrange(len(terms) + 1), "redirect=" + self.by.choice(POLICIES + BAD_POLICIES) + ".spf.test")
        if self.by.random() < 0.1:
            terms.append(self.by.choice(["x-note=%{d}", "moo.cow_far=oink", "exp=text.spf.test"]))
        return self.by.choice(["v=spf1", "v=spf1", "v=spf1", "V=SPF1"]) + " " + self.by.choice([" ", "  "]).join(terms)


def make(count, seed):
    """(name, record, client, sender, name in HELO) of each."""
    maker = Maker(seed)
    cases = []
    for n in range(count):
        sender = maker.by.choice(["user", "user", "strong-bad", "a.b+c"]) + f"@c{n}.spf.test"
        cases.append((f"c{n}", maker.record(), maker.by.choice(CLIENTS), sender, maker.by.choice(["h1.spf.test", "nothing.spf.test", "h2.spf.test"])))
    return cases


def zone(cases):
    return SHARED + "".join(f'{name} IN TXT "{record}"\n' for name, record, *_ in cases)
