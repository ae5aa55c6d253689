"""What others report of a domain, in the forms of TLS-RPT, DMARC and complaints, with hostile words in all of their texts."""
import json
from xml.sax.saxutils import escape

from hostile_attack import LINES
from hostile_words import word

IN_XML = [kind for kind in LINES if kind != "controls"]  # which no document may hold
LONGEST = 200


def letter(kind, media, body):
    return (f"From: postmaster@peer.test\r\nTo: postmaster@test.example\r\nSubject: report\r\nMessage-ID: <{kind}@peer.test>\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: {media}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n").encode()


def tls(kind):
    def said(way):
        return word(way, kind, LONGEST)
    return letter(kind, "application/tlsrpt+json", json.dumps({
        "organization-name": said("torg"), "contact-info": said("tcontact"), "report-id": said("tid"),
        "date-range": {"start-datetime": "2026-11-25T00:00:00Z", "end-datetime": "2026-11-25T23:59:59Z"},
        "policies": [{"policy": {"policy-type": said("ttype"), "policy-domain": "test.example"},
                      "summary": {"total-successful-session-count": 1, "total-failure-session-count": 1},
                      "failure-details": [{"result-type": said("tresult"), "failure-reason-code": said("tcode"), "failed-session-count": 1}]}],
    }, ensure_ascii=False))


def dmarc(kind):
    def said(way):
        return escape(word(way, kind, LONGEST))
    return letter(kind, "application/dmarc+xml", f"""<feedback><report_metadata><org_name>{said("dorg")}</org_name><email>{said("dmail")}</email>
<report_id>{said("did")}</report_id><date_range><begin>1790000000</begin><end>1790086399</end></date_range></report_metadata>
<policy_published><domain>test.example</domain><p>reject</p></policy_published><record><row><source_ip>{said("dsource")}</source_ip><count>1</count>
<policy_evaluated><disposition>{said("ddisposition")}</disposition><dkim>{said("ddkim")}</dkim><spf>{said("dspf")}</spf></policy_evaluated></row>
<identifiers><header_from>{said("dfrom")}</header_from></identifiers><auth_results><dkim><domain>{said("dsigner")}</domain><selector>s</selector>
<result>pass</result></dkim></auth_results></record></feedback>""".replace("\n", "\r\n"))


def complaint(kind):
    def said(way):
        return word(way, kind, LONGEST)
    return letter(kind, "multipart/report; report-type=feedback-report; boundary=b", "\r\n".join([
        "--b", "Content-Type: text/plain", "", "x", "--b", "Content-Type: message/feedback-report", "", f"Feedback-Type: {said('ftype')}", "Version: 1",
        f"Original-Mail-From: {said('fmail')}", f"Source-IP: {said('fsource')}", "Reported-Domain: test.example", f"Auth-Failure: {said('ffailure')}", "",
        "--b", "Content-Type: message/rfc822", "", f"From: {said('ffrom')}", f"Subject: {said('fsubject')}", f"Message-ID: {said('fid')}", "", "x",
        "--b--"]))


# What is reported, of a word; its kinds; the command that lists it; its page; and which ways are seen there.
WAYS = [
    (tls, IN_XML, "tlsrpt list", "tls", ["torg", "tcontact", "tid", "ttype", "tresult"]),
    (dmarc, IN_XML, "dmarc reports", "dmarc", ["dorg", "dsource", "ddisposition", "ddkim", "dspf", "dfrom", "dsigner"]),
    (complaint, IN_XML, "dmarc complaints", "complaints", ["ftype", "fmail", "fsource", "ffrom", "fsubject", "fid"]),
]
