messages-about = What happened to a message, from its connection to its mailbox.
messages-one = One message
messages-find = Message or address
messages-find-help = The message's id, as its Received field and the log name it; or an address, for the messages of the last 7 days. One that was refused is found by its sender and its first recipient.
messages-look = Look
messages-found = From or for { $address } in the last 7 days
messages-not-found = Messages could not be looked for
messages-none = None was taken from or for it, and none was refused.
messages-times = { $count ->
    [one] once
   *[other] { $count } times, this is the last one
}
messages-more = { $count ->
    [one] one recipient more
   *[other] { $count } recipients more
}
messages-not-read = What happened to the message could not be read
messages-steps = Step by step
messages-cut = There is more in the logs than is shown here.
messages-in-logs = The whole session in the logs
messages-fate = What became of it
messages-fate-quarantine = In quarantine: nobody is given it until it is released
messages-fate-held = Held in the queue
messages-fate-waiting = On its way: it waits in the queue
messages-fate-refused = Refused
messages-fate-returned = It did not arrive
messages-fate-partly = It reached some of its recipients
messages-fate-delivered = Delivered
messages-fate-unknown = What became of it is not in the logs
messages-fate-taken = Taken
messages-why = Why
messages-without = It would have gone to the inbox without: { $what }
messages-is-report = This is a report to a sender.
messages-about-which = The message that it is about
messages-report = The report to the sender
messages-from = From
messages-to = To
messages-login = Logged in
messages-size = Size
messages-id = Message id
messages-at = Began
messages-waits = Where it waits
messages-leg-held = held until somebody lets it go
messages-leg-due = tried next on { $at }
messages-leg-quarantine = in quarantine: { $why }
messages-in-queue = In the queue
messages-in-quarantine = In quarantine
messages-step-connection-opened = { $ip } connected to { $service }.
messages-step-connection-tls-started = From here on by TLS: { $tls }.
messages-step-login-succeeded = { $account } logged in.
messages-said-ehlo = The client called itself { $path }.
messages-said-helo = The client called itself { $path }.
messages-said-lhlo = The client called itself { $path }.
messages-said-mail = It named the sender { $path }.
messages-said-rcpt = It named the recipient { $path }.
messages-step-smtp-recipient-refused = The recipient { $to } was refused: { $code } { $text }
messages-step-smtp-sender-refused = The sender { $from } was refused: { $code } { $text }
messages-step-smtp-message-refused = The message was refused: { $code } { $text }
messages-step-smtp-origin-judged = Whether it comes from { $from } was looked at:
messages-step-smtp-origin-refused = Refused for where it comes from: { $text }
messages-step-smtp-message-scanned = The scanners said: { $value }.
messages-step-smtp-attachment-found = An attachment is not taken: { $value }.
messages-step-smtp-sender-listed = For { $account } the sender is { $value }.
messages-step-smtp-sender-without-login = { $from } may send without a login, by an entry of the allow list.
messages-step-smtp-message-judged = Spam: { $name }, with { $score } points: { $value }.
messages-step-smtp-message-accepted = { $count ->
    [one] Accepted for one recipient, { $size }.
   *[other] Accepted for { $number } recipients, { $size }.
}
messages-step-smtp-not-signed = It goes on without a DKIM signature.
messages-step-delivery-delivered = Put into { $mailbox } of { $account }.
messages-step-delivery-failed = It could not be put into the mailbox of { $account }.
messages-step-delivery-queued = { $count ->
    [one] It waits in the queue for one recipient.
   *[other] It waits in the queue for { $number } recipients.
}
messages-step-delivery-sent = { $name } took it for { $who }.
messages-step-delivery-put-off = { $name } did not take it yet for { $who }.
messages-step-delivery-given-up = { $name } did not take it for { $who }, and it is given up.
messages-step-delivery-sender-told = The sender was told: { $value }.
messages-step-delivery-forwarded = { $count ->
    [one] It goes on to one recipient elsewhere, in the name of { $domain }.
   *[other] It goes on to { $number } recipients elsewhere, in the name of { $domain }.
}
messages-step-delivery-quarantine-ended = Out of quarantine: { $value }.
messages-step-delivery-throttled = { $account } has sent too much: it waits until { $value }.
messages-step-delivery-overdue = It has waited too long, and nobody can be told.
messages-step-delivery-answered = { $account } answered { $to } by itself.
messages-step-delivery-not-answered = { $account } did not answer by itself.
messages-step-administration-acted = { $who } did this: { $name }.
messages-word-none = none
messages-word-low = low
messages-word-medium = medium
messages-word-high = high
messages-word-inbox = inbox
messages-word-junk = junk
messages-word-quarantine = quarantine
messages-word-refuse = refused
messages-word-failed = it failed
messages-word-delayed = it is late
messages-word-relayed = it was relayed
messages-word-delivered = it arrived
messages-word-trusted = trusted
messages-word-blocked = blocked
messages-word-released = released
messages-word-deleted = deleted
messages-word-kept-long-enough = deleted, it was kept long enough
