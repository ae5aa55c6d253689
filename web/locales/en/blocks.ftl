blocks-about = Who is kept out for now, by which rule, and what proves it.
blocks-subject = Address or account
blocks-country = Country
blocks-host = Name in the DNS
blocks-host-of = Name of { $address } in the DNS
blocks-host-asked = is being asked for
blocks-host-confirmed = leads back to the address
blocks-host-unproven = does not lead back to the address: anybody may claim it
blocks-host-none = no name
blocks-host-unknown = no name that the DNS could confirm
blocks-rule = Rule
blocks-services = Services
blocks-services-help = None chosen: all of them.
blocks-until = Until
blocks-since = Since
blocks-again = In 30 days
blocks-own = Own accounts from there
blocks-own-logins = { $count ->
    [0] none lately
    [one] one lately
   *[other] { $number } lately
}
blocks-action = What happens
blocks-action-block = Refused
blocks-action-delay = Answered slowly
blocks-action-hold-queue = Mail held
blocks-action-suspend-sending = Mail refused
blocks-action-second-factor = Second factor asked for
blocks-description = Why
blocks-description-help = For whoever finds it later.
blocks-for-good = until lifted
blocks-kinds = Which blocks
blocks-kind-all = All
blocks-kind-networks = Addresses
blocks-kind-accounts = Accounts
blocks-kind-by-hand = By hand
blocks-unblock = Unblock
blocks-unblocked = { $count ->
    [one] It is let in again.
   *[other] { $count } are let in again.
}
blocks-trust = Trust
blocks-trust-title = { $count ->
    [one] Trust it
   *[other] Trust { $count }
}
blocks-trust-about = It is let in, and exempt from the kind of rule that blocked it. Exemptions that it has already stay as they are.
blocks-trusted = { $count ->
    [one] It is let in, and exempt from the kind of rule that blocked it.
   *[other] { $count } are let in, each exempt from the kind of rule that blocked it.
}
blocks-deny = Deny for good
blocks-denied = { $count ->
    [one] It is denied until that is taken back.
   *[other] { $count } are denied until that is taken back.
}
blocks-denied-services = Kept out of: { $services }. Other services stay open.
blocks-was-blocked = Was blocked by { $rule }
blocks-none = Nobody is blocked
blocks-none-about = Whoever guesses passwords, harvests addresses or floods the server stands here, with the events that prove it.
blocks-rules = See the rules
blocks-not-explained = What led to this could not be read
blocks-counted = { $count ->
    [one] One event counted
   *[other] { $number } events counted
}
blocks-add = Block a network
blocks-add-verb = Block
blocks-add-still = Block all the same
blocks-blocked = { $subject } is blocked.
blocks-network = Address or network
blocks-network-help = 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48
blocks-lasts = For how long
blocks-lasts-1h = One hour
blocks-lasts-24h = One day
blocks-lasts-7d = A week
blocks-lasts-30d = A month
blocks-lasts-for-good = Until it is lifted
blocks-even-me = Also if it shuts me out
blocks-shuts-out = { $count ->
    [one] One of your accounts has logged in from there lately. It would be shut out.
   *[other] { $count } of your accounts have logged in from there lately. They would be shut out.
}
blocks-shuts-nobody-out = None of your accounts has logged in from there.
blocks-fold = Fold
blocks-fold-title = Block networks as a whole
blocks-fold-about = Where several addresses of one network are blocked, the whole network can be blocked in their place. See first whom that shuts out.
blocks-fold-none = There is nothing to fold
blocks-fold-none-about = No two blocked addresses are of the same network.
blocks-fold-not-read = What could be folded could not be read
blocks-fold-one = { $network }: { $blocked } blocked addresses as one block
blocks-fold-until = For { $services }, until { $until }
blocks-fold-reads = Looking whom that would shut out
blocks-fold-it = Fold { $network }
blocks-fold-more = Only the first { $number } are shown. Fold them, and the next ones follow.
blocks-folded = { $network } is blocked as a whole.
blocks-service-smtp = SMTP
blocks-service-submission = Submission
blocks-service-imap = IMAP
blocks-service-pop3 = POP3
blocks-service-web = Web
blocks-service-admin = Administration
blocks-service-sieve = Sieve
blocks-armed = { $enabled ->
    [one] One of { $rules } rules is enabled.
   *[other] { $number } of { $rules } rules are enabled.
}
blocks-today = { $count ->
    [0] No block was made today.
    [one] One block was made today.
   *[other] { $number } blocks were made today.
}
blocks-unarmed = No rule is enabled: nobody is blocked, however often he guesses.
blocks-armed-unread = Whether any rule is enabled could not be read: { $why }
blocks-shut-out = { $count ->
    [one] One of your accounts has logged in from there lately and is shut out there now.
   *[other] { $number } of your accounts have logged in from there lately and are shut out there now.
}
blocks-shut-out-from = { $count ->
    [one] From one of them, accounts of yours have logged in lately.
   *[other] From { $number } of them, accounts of yours have logged in lately.
}
blocks-in-logs = Sessions of { $subject } in the log
blocks-signal-connection = a connection
blocks-signal-login = a login
blocks-signal-recipient-refused = a recipient was refused
blocks-signal-session-without-message = a session without a message
blocks-signal-message-sent = a message was sent
blocks-signal-sender-refused = a sender was refused
blocks-signal-bounce = a message came back
blocks-signal-password-reset = asked for a new password
