people-address = Address
people-name = Name
people-created = Created
people-status = State
people-status-active = Active
people-status-contained = Contained
people-status-disabled = Disabled
people-status-receiving = Receives only
people-password = Password
people-factor = Second factor
people-factor-on = On
people-factor-off = Off
people-quota = Quota
people-quota-help = How much it may hold. 0 is no limit.
people-storage = Storage
people-storage-of = { $used } of { $quota } ({ $share })
people-storage-share = { $share } of { $quota }
people-quota-verb = Set the quota
people-quota-title = { $count ->
    [one] Quota of one account
   *[other] Quota of { $count } accounts
}
people-quota-set = { $count ->
    [one] The quota is set.
   *[other] The quota of { $count } accounts is set.
}
people-give-quota = Give a quota
people-give-quota-help = Otherwise it is what the domain has for new accounts, or else the server.
people-shades = Which accounts
people-shade-all = All
people-shade-disabled = Disabled
people-shade-receiving = Receive only
people-shade-silent = May not send
people-shade-contained = Contained
people-shade-no-factor = No second factor
people-shade-password = Password due
people-shade-full = Nearly full
people-shade-idle = Not seen for 90 days
people-fault-breaks = breaks the policy: { $rule }
people-fault-expired = expired
people-fault-silent = expired, sends nothing more
people-fault-aged = old
people-rule-characters = a character that cannot be used
people-rule-length = too short
people-rule-longest = too long
people-rule-own-names = has the owner's name in it
people-rule-common = commonly used
people-rule-strength = easy to guess
people-rule-numbers = no digit
people-rule-capitals = no capital letter
people-rule-lowercase = no small letter
people-rule-symbols = no symbol
people-disable = Disable
people-disabled = { $count ->
    [one] It is disabled: nobody logs in, and no mail comes.
   *[other] { $count } are disabled: nobody logs in, and no mail comes.
}
people-receive = Receive only
people-receiving = { $count ->
    [one] Nobody logs in to it now; mail still comes.
   *[other] Nobody logs in to these { $count } now; mail still comes.
}
people-silence = Stop sending
people-silenced = { $count ->
    [one] It sends nothing any more; its mail is read as before.
   *[other] { $count } accounts send nothing any more; their mail is read as before.
}
people-unsilence = Let send again
people-unsilenced = { $count ->
    [one] It may send again.
   *[other] { $count } accounts may send again.
}
people-enable = Enable
people-enabled = { $count ->
    [one] It is enabled again.
   *[other] { $count } are enabled again.
}
people-expire = Expire the password
people-expire-title = { $count ->
    [one] Expire the password
   *[other] Expire { $count } passwords
}
people-expire-about = After the time of grace nothing is sent until a new password is set. Mail is still received and read. This cannot be taken back.
people-expired = { $count ->
    [0] No password was there to expire.
    [one] The password has expired.
   *[other] { $count } passwords have expired.
}
people-delete = Delete
people-delete-title = { $count ->
    [one] Delete the account
   *[other] Delete { $count } accounts
}
people-delete-about = { $count ->
    [one] The account and all its mail are deleted. This cannot be taken back.
   *[other] The accounts and all their mail are deleted. This cannot be taken back.
}
people-deleted = { $count ->
    [one] The account and its mail are deleted.
   *[other] { $count } accounts and their mail are deleted.
}
people-none = No accounts yet
people-none-about = An account is a person with a mailbox.
people-add = New account
people-add-verb = Make the account
people-made = { $address } is there.
people-password-of = Password of { $address }
people-local = Name before the @
people-local-help = Letters, digits, dots: ann.smith
people-domain = Domain
people-give-password = Give a password
people-give-password-help = Otherwise a good one is made and shown once.
people-senders = Trusted and blocked senders
people-senders-about = Beside those of the server. Addresses, domains, or .domain for all below it.
people-senders-not-read = The senders could not be read
people-senders-trusted = Trusted
people-senders-trusted-help = Nothing counts against them, once SPF, DKIM or DMARC proves that it is they.
people-senders-blocked = Blocked
people-senders-blocked-help = They are kept out of the inbox, proven or not.
people-sender-added = { $sender } is in the list.
people-sender-gone = { $sender } is in the list no more.
people-spam = Spam
people-spam-of = Spam, { $level }
people-spam-level = { $level }: { $what }
people-spam-above = { $who }: { $action }
people-spam-low = low
people-spam-medium = medium
people-spam-high = high
people-spam-blocked = blocked sender
people-spam-to-domain = As the domain says
people-spam-to-server = As the server says
people-spam-to-inbox = Into the inbox
people-spam-to-junk = Into Junk
people-spam-to-quarantine = Held in quarantine
people-spam-to-refuse = Refused
people-countries = Countries
people-countries-help = In two letters each: DE, FR
people-countries-off = From everywhere
people-countries-deny = Not from these countries
people-countries-allow = From these countries alone
people-rule-countries-off = from everywhere
people-rule-countries-deny = not from { $countries }
people-rule-countries-allow = from { $countries } alone
