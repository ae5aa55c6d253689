services-about = What web forms and devices send with: from known networks, in known names, so many an hour, and nothing else.
services-login = Logs in as
services-login-help = Such as printer@example.org. It has no mailbox.
services-description = What for
services-description-help = What it is for, and whom to ask.
services-networks = From
services-networks-help = From where it sends: 192.0.2.7 or 192.0.2.0/24
services-senders = Sends as
services-senders-help = Addresses of this server, or @domain for all of one. Empty: its own alone.
services-hourly = An hour
services-hourly-help = So many recipients an hour at most.
services-used = Last used
services-used-from = { $at } from { $from }
services-never-used = never
services-created = Created
services-ends = Ends
services-no-end = it does not end
services-life-same = As it is
services-life-never = Never
services-life-30d = In 30 days
services-life-90d = In 90 days
services-life-365d = In a year
services-states = Which service accounts
services-state-all = All
services-state-active = Active
services-state-disabled = Disabled
services-state-over = Ended
services-state-unused = Never used
services-disabled = { $count ->
    [one] It sends nothing more.
   *[other] { $count } send nothing more.
}
services-enabled = { $count ->
    [one] It may send again.
   *[other] { $count } may send again.
}
services-remove = Take away
services-remove-title = { $count ->
    [one] Take the service account away
   *[other] Take { $count } service accounts away
}
services-remove-about = What sends with it is refused from now on. This cannot be taken back.
services-removed = { $count ->
    [one] It is taken away.
   *[other] { $count } are taken away.
}
services-add = New service account
services-add-verb = Make it
services-made = { $address } is there.
services-change = Change
services-change-title = Change { $address }
services-changed = { $address } is changed.
services-save = Save
services-password-new = New password
services-password-about = The one that it has ends at once: whatever sends with it needs the new one.
services-none = No service accounts
services-none-about = A printer, an online shop or a web form sends with an account of its own, within bounds, and never with a person's password.
