listeners-about = Which services answer, at which addresses and ports, and how they are encrypted.
listeners-add = New listener
listeners-change = Change
listeners-save = Save and try it
listeners-none = Nothing is served
listeners-service = Service
listeners-service-smtp = Mail from other servers
listeners-service-submission = Mail from users
listeners-service-lmtp = Mail from a server in front
listeners-service-imap = Reading mail, IMAP
listeners-service-pop3 = Fetching mail, POP3
listeners-service-api = Web
listeners-address = Address
listeners-address-help = An address of this host. :: is all of them, IPv4 too.
listeners-port = Port
listeners-no-port = The port is a number from 1 to 65535.
listeners-tls = TLS
listeners-tls-help = TLS from the first byte leaves nothing to be stripped off on the way.
listeners-tls-api = The web is served with TLS from the first byte, always.
listeners-tls-implicit = from the first byte
listeners-tls-starttls = when the client asks
listeners-tls-none = none
listeners-roles = Serves
listeners-roles-help = Pages ask the API: it belongs to whatever serves them.
listeners-roles-all = everything
listeners-role-webmail = Webmail
listeners-role-admin = Administration
listeners-role-api = API
listeners-role-dav = DAV
listeners-certificate = Certificate
listeners-certificate-help = For clients that ask for no name, or for one that no certificate covers.
listeners-certificate-by-name = by host name
listeners-certificates = Certificates
listeners-host-names = Host names
listeners-host-names-help = Clients that ask for another name are refused. None: any name will do.
listeners-any-name = any
listeners-proxies = Trusted proxies
listeners-proxies-help = Networks of load balancers in front, which say whom they bring. Nobody else is believed.
listeners-no-proxies = none
listeners-most = Connections at once
listeners-state = State
listeners-open = { $count ->
    [0] open
    [one] open, one session
   *[other] open, { $number } sessions
}
listeners-closed = not open
listeners-kinds = Which listeners
listeners-kind-all = All
listeners-kind-mail = Mail
listeners-kind-web = Web
listeners-kind-plain = Without TLS
listeners-kind-closed = Not open
listeners-remove = Remove
listeners-removed = { $count ->
    [one] The listener is removed. Press “Keep” if it is to stay so.
   *[other] { $count } listeners are removed. Press “Keep” if it is to stay so.
}
listeners-own = You are here by this one. Change it from another one or with the command line: if it fails, this page could not put it back.
listeners-trial = The listeners were changed. Without “Keep” they are put back in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
listeners-trial-why = This window does it: leave it open until then. If it is closed first, the change stays. Test now whether you still come in.
listeners-keep = Keep
listeners-kept = The listeners stay as they are.
listeners-put-back = Put back now
listeners-are-back = The listeners are as they were before.
listeners-not-back = The listeners could not be put back: { $why }
