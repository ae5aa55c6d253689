"""A milter by libmilter, which acts by the subject of a message: started by test_scanners_mail.py with the path of its socket."""
import sys

import Milter


class Acting(Milter.Base):
    def connect(self, name, family, address):
        self.address, self.subject, self.octets = address[0], "", 0
        return Milter.CONTINUE

    def envfrom(self, sender, *arguments):
        self.sender = sender
        return Milter.CONTINUE

    def header(self, name, value):
        if name.lower() == "subject":
            self.subject = value
        return Milter.CONTINUE

    def body(self, piece):
        self.octets += len(piece)
        return Milter.CONTINUE

    def eom(self):
        if "tempfail" in self.subject:
            return Milter.TEMPFAIL
        if "refuse" in self.subject:
            self.setreply("554", "5.7.1", "Not in this house")
            return Milter.REJECT
        if "vanish" in self.subject:
            return Milter.DISCARD
        if "hold" in self.subject:
            self.quarantine("somebody is to look at it")
        self.addheader("X-Milter", f"{self.address} {self.sender} {self.getsymval('i')} {self.octets}")
        self.addheader("To", "somebody@else.example")
        return Milter.CONTINUE


Milter.factory = Acting
Milter.set_flags(Milter.ADDHDRS | Milter.QUARANTINE)
Milter.runmilter("acting", sys.argv[1], 30)
