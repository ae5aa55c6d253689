access-about = Who is let in past the rules, and who is kept out for good.
access-allow = Allowed
access-deny = Denied
access-smtp = Refused by name
access-relay = Relay
access-countries = Countries
access-web = Web
access-allow-about = These networks have the exemptions that stand beside them. The most specific network wins; of two alike, the denial.
access-allow-add = Allow a network
access-allow-change = Change the exemptions of a network
access-allow-verb = Allow
access-allow-none = No network has exemptions
access-allow-none-about = It ships empty: not even the server’s own addresses are trusted. Allow a network to exempt it from a rule, or to make an exception to a denied one.
access-allow-done = { $network } is allowed.
access-allow-removed = { $count ->
    [one] It is treated like any other network again.
   *[other] { $count } are treated like any other network again.
}
access-deny-about = These networks are refused at the door, before anything is said.
access-deny-add = Deny a network
access-deny-change = Change a denied network
access-deny-verb = Deny
access-deny-still = Deny all the same
access-deny-none = No network is denied
access-deny-none-about = Deny a network that you never want to hear from, or import a list that somebody publishes.
access-deny-done = { $network } is denied.
access-deny-removed = { $count ->
    [one] It is let in again.
   *[other] { $count } are let in again.
}
access-change = Change
access-remove = Remove
access-which = Which entries
access-which-all = All
access-which-smtp-authentication = Send without login
access-which-brute-force = May guess passwords
access-which-spam-checks = No spam checks
access-which-greylisting = No greylisting
access-which-exception = Exceptions
access-which-by-hand = By hand
access-which-imported = Imported
access-spared = Exemptions
access-spared-smtp-authentication = sends without login
access-spared-brute-force = may guess passwords
access-spared-spam-checks = no spam checks
access-spared-greylisting = no greylisting
access-spared-more = +{ $count }
access-exception = exception to a denied network
access-everywhere = all
access-by-hand = by hand
access-for-good = until removed
access-services = Services
access-services-help = Any of { $all }. Empty: all of them.
access-no-service = A service is one of { $all }.
access-until = Until
access-hits = Hits
access-last-hit = Last hit
access-owner = Owner
access-owner-help = Whom to ask about it.
access-description = Why
access-description-help = For whoever finds it later.
access-list = List
access-network-help = 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24 or 2001:db8::/48
access-large-addresses = This network has { $count } addresses, and all of them are meant. Type the number if that is right.
access-large-sites = This network has as many addresses as { $count } customers get, and all of them are meant. Type the number if that is right.
access-lasts = For how long
access-lasts-1h = One hour
access-lasts-24h = One day
access-lasts-7d = A week
access-lasts-30d = A month
access-lasts-365d = A year
access-lasts-for-good = Until it is removed
access-lasts-kept = As before
access-danger = Dangerous
access-spare-brute-force = No rules against guessing passwords
access-spare-brute-force-help = Wrong passwords from there block nobody. For an office behind one address.
access-spare-spam-checks = No spam checks
access-spare-spam-checks-help = Mail from there is not rated. For a server of your own that hands mail on.
access-spare-greylisting = No greylisting
access-spare-greylisting-help = Mail from there is taken at the first try.
access-spare-nothing = It has no exemptions, and is an exception to a denied network.
access-spare-smtp-authentication = Send without a login
access-spare-smtp-authentication-help = For a device that cannot log in. A service account of its own is safer.
access-free-warning = Whoever gets hold of one machine in this network sends in the name of these senders, without a password. The audit reports it for as long as it stands.
access-sends-freely = Anybody in this network sends mail in your name without a login. Give the device an account of its own, and remove this entry.
access-senders = Senders
access-senders-help = The addresses it may send as, or @domain for all of a domain.
access-hourly = Messages an hour
access-hourly-help = Of the whole network. More are refused.
access-import = Import a list
access-import-verb = Import
access-list-name = Name of the list
access-list-name-help = What this list held before and holds no more is let in again.
access-file = File
access-file-help = Text with one address, range or network a line. Neighbouring networks are merged.
access-no-file = Choose a file first.
access-too-long-to-undo = The list is too long to be taken back here: import its former state instead.
access-imported = { $name }: { $added } added, { $removed } removed, { $kept } kept.
access-not-understood = { $count ->
    [one] One line was not understood: { $such }
   *[other] { $count } lines were not understood, such as { $such }
}
access-kind = What it is
access-kind-sender = Sender
access-kind-domain = Domain
access-kind-client = Client
access-kinds-sender = Senders
access-kinds-domain = Domains
access-kinds-client = Clients
access-name = Name
access-name-help-sender = The address of a sender, such as ann@evil.example
access-name-help-domain = A domain of senders, and those below it: evil.example
access-name-help-client = What a client calls itself at EHLO, and names below it: evil.example
access-way = Mail
access-way-both = in and out
access-way-inbound = from strangers to us
access-way-outbound = from our users
access-answer = Answer
access-soft = Refuse for now
access-hard = Refuse for good
access-soft-help = The other server keeps the mail and tries again. Off: it gives up at once.
access-smtp-about = Mail of these senders, domains and clients is refused, whichever network it comes from.
access-smtp-add = Refuse by name
access-smtp-change = Change what is refused by name
access-smtp-verb = Refuse
access-smtp-none = Nobody is refused by name
access-smtp-none-about = Refuse a sender, a domain or what a client calls itself, where addresses change too often to be denied.
access-smtp-done = { $name } is refused.
access-smtp-removed = { $count ->
    [one] Its mail is taken again.
   *[other] Mail of { $count } is taken again.
}
access-countries-about = From where users and administrators may log in. Domains and accounts may have stricter rules of their own.
access-not-yours = These are settings of the system. Ask an administrator who may read them.
access-countries-read = Countries are looked up in { $file }, of { $at }.
access-countries-none = No country database is named: it is not known from where anybody comes, and every rule lets everybody in.
access-countries-unreadable = { $file } cannot be read, and every rule lets everybody in.
access-web-about = Who may use the web, and how much one address may ask. Each door has limits of its own: what is closed or used up at one is open at the others, and IMAP, POP and SMTP know none of it.
access-web-webmail = Webmail
access-web-webmail-about = People’s own pages, with what a user does there.
access-web-console = Console
access-web-console-about = Administrators who have logged in with a password or a passkey.
access-web-api = Programs
access-web-api-about = Programs that show an administrator’s token.
access-relay-about = Who logs in sends to anybody; who does not sends to your own people alone. There is no setting that opens more: a device that cannot log in is allowed by its network, for senders that are named.
access-relay-tried = Tried just now, through every port that takes mail
access-relay-seen = { $count ->
    [one] What one try was answered
   *[other] What { $count } tries were answered
}
access-relay-unread = It could not be looked up.
access-relay-exceptions = Networks that send without a login
access-relay-no-exceptions = There are none.
