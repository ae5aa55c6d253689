"""Cases of DMARC (RFC 9989) made by chance from a seed: an organisation for each, what it publishes, and a message in its name.

`translated` is what RFC 7489 would have to be told to mean the same, for programs of its time."""
import dataclasses
import random

SENDER, STRANGER = "192.0.2.1", "192.0.2.9"  # of the two only the first may send, by every SPF record
SUFFIXES = ["com", "co.uk", "org", "com.au"]
MILDER = {"reject": "quarantine", "quarantine": "none", "none": "none"}


@dataclasses.dataclass
class Case:
    organisation: str
    author: str                  # the domain in From
    published: list              # (domain, the record at its _dmarc)
    spf: tuple                   # domain of MAIL FROM, and whether the client may use it
    dkim: list                   # (domain, whether the signature holds)
    translated: list = None      # in place of `published`
    authors: list = dataclasses.field(default_factory=list)  # further From domains


class Maker:
    def __init__(self, seed):
        self.by = random.Random(seed)

    def policy(self):
        return self.by.choice(["none", "quarantine", "reject", "reject"])

    def tags(self, organisation):
        tags = {"p": self.policy()}
        if self.by.random() < 0.4:
            tags["sp"] = self.policy()
        for name in ("adkim", "aspf"):
            if self.by.random() < 0.6:
                tags[name] = self.by.choice("rs")
        if self.by.random() < 0.3:
            tags["rua"] = f"mailto:reports@{organisation}"
        return tags

    def identifier(self, case, other):
        """A domain that stands so or so to the author's."""
        org = case.organisation
        return self.by.choice([case.author, case.author, org, f"bounce.{org}", f"x.sub.{org}", other, f"{org}.evil.com", "evil.com"])

    def case(self, n):
        org = f"o{n}.{self.by.choice(SUFFIXES)}"
        author = self.by.choice(["", "", "sub.", "deep.sub.", "missing."]) + org
        case = Case(org, author, [], (), [])
        case.spf = self.identifier(case, f"o{n + 1}.com"), self.by.random() < 0.6
        case.dkim = [(self.identifier(case, f"o{n + 1}.com"), self.by.random() < 0.7) for _ in range(self.by.choice([0, 1, 1, 2]))]
        kind = self.by.choice(["plain"] * 8 + ["own", "none", "twice", "np", "pct", "t", "middle", "wrong", "spaces", "authors"])
        getattr(self, kind)(case, self.tags(org))
        return case

    def plain(self, case, tags):
        case.published = [(case.organisation, text(tags))]

    def own(self, case, tags):
        case.published = [(case.organisation, text(self.tags(case.organisation)))]
        if case.author != case.organisation:
            case.published.append((case.author, text(tags)))

    def none(self, case, tags):
        if self.by.random() < 0.5:
            case.published = [(case.organisation, self.by.choice(["v=DMARC2; p=reject", "p=reject; v=DMARC1", "v=spf1 -all", "v=DMARC1 p=reject"]))]
        case.translated = []

    def twice(self, case, tags):
        case.published = [(case.organisation, text(tags)), (case.organisation, text({"p": "none", "fo": "1"}))]

    # §4.7: np, for names that do not exist. To RFC 7489 they are subdomains like all others.
    def np(self, case, tags):
        tags["np"] = self.policy()
        self.plain(case, tags)
        if case.author.startswith("missing."):
            case.translated = [(case.organisation, text(tags | {"sp": tags["np"]}))]

    # Appendix A.6: pct is no more; what is asked for is asked for all mail.
    def pct(self, case, tags):
        self.plain(case, tags | {"pct": str(self.by.choice([0, 1, 50]))})
        case.translated = [(case.organisation, text(tags))]

    # §4.7: t=y, one step milder.
    def t(self, case, tags):
        self.plain(case, tags | {"t": "y"})
        case.translated = [(case.organisation, text(tags | {key: MILDER[tags[key]] for key in ("p", "sp") if key in tags}))]

    # §4.10: the walk finds what stands between the author and the organisation; to RFC 7489 that is no place to look.
    def middle(self, case, tags):
        case.author = f"deep.sub.{case.organisation}"
        case.spf = f"x.sub.{case.organisation}", self.by.random() < 0.5
        case.dkim = []
        case.published = [(f"sub.{case.organisation}", text(tags))]
        case.translated = [(case.organisation, text(tags))]

    # §4.10.1: a policy that nobody knows counts as none where reports are asked for; else there is no record. Mail::DMARC takes none of them.
    def wrong(self, case, tags):
        self.plain(case, tags | {"p": "refuse"})
        if "rua" in tags:
            case.translated = [(case.organisation, text({key: value for key, value in tags.items() if key != "sp"} | {"p": "none"}))]

    # §4.8: blanks may stand around every sign. Mail::DMARC knows none before the version.
    def spaces(self, case, tags):
        case.published = [(case.organisation, " ; ".join(f"{key} = {value}" for key, value in {"v": "DMARC1", **tags}.items()) + " ;")]
        case.translated = [(case.organisation, text(tags))]

    # §5.3.1, §11.5: whose policy counts where several domains are named nobody can say.
    def authors(self, case, tags):
        self.plain(case, tags)
        case.authors = ["evil.com"]


def text(tags):
    return "; ".join(f"{key}={value}" for key, value in {"v": "DMARC1", **tags}.items())


def make(count, seed):
    maker = Maker(seed)
    return [maker.case(n) for n in range(count)]


def zone(cases, key, translated=False):
    """One zone, the root, with all of it."""
    lines = {'evil.com. IN A 192.0.2.9'}
    for case in cases:
        org = case.organisation
        lines |= {f"{name}{org}. IN A {SENDER}" for name in ("", "sub.", "deep.sub.")}
        lines.add(f'{case.spf[0]}. IN TXT "v=spf1 ip4:{SENDER} -all"')
        lines |= {f"s1._domainkey.{domain}. IN TXT {key}" for domain, _ in case.dkim}
        published = case.translated if translated and case.translated is not None else case.published
        lines |= {f'_dmarc.{holder}. IN TXT "{record}"' for holder, record in published}
    return "\n".join(sorted(lines)) + "\n"
