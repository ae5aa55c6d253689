changes-about = Who changed what, from what to what, and when. No line of it can be changed or taken out unseen.
changes-intact = { $count ->
    [one] The administration log is unbroken: its one line was checked just now.
   *[other] The administration log is unbroken: all { $number } lines were checked just now.
}
changes-last-link = Last link:
changes-broken = The administration log is broken: a line was changed or taken out. Keep a copy of the log folder, and look for who was on the machine.
changes-not-verified = The administration log could not be checked
changes-of-settings = Changed settings
changes-log = All that was done
changes-at = When
changes-by = Who
changes-what = Setting
changes-values = From and to
changes-person = Person
changes-everybody = Everybody
changes-none = No setting was changed yet
changes-none-about = Every setting has the value that it shipped with.
changes-by-whom = Changed by { $name }
changes-on-trial = On trial until { $time }
changes-lines-of = { $label }: { $key }
changes-secret = a secret
changes-secret-other = another secret
changes-secret-before = the secret that was there before
changes-secrets-too = { $count ->
    [one] { $keys } is a secret, and goes back as well: whoever it is shared with has to have the one from before again.
   *[other] { $keys } are secrets, and go back as well: whoever they are shared with has to have those from before again.
}
changes-passwords-stay = The passwords that routes name are kept apart from settings: they do not go back, and one that was deleted stays deleted.
changes-later = { $count ->
    [one] One later change is taken back with it.
   *[other] { $count } later changes are taken back with it.
}
changes-alone = This change alone
changes-undo = Take back this change alone
changes-undo-all-the-same = Take it back all the same
changes-is-back = What this change set is as it was before it.
changes-changed-since = { $count ->
    [one] { $keys } has been changed again since. Taken back, it is as it was before both.
   *[other] { $keys } have been changed again since. Taken back, they are as they were before.
}
changes-no-plan = What taking it back would do could not be read
changes-everything = This change and all since
changes-roll-back = Put everything back to before this
changes-put-back = { $count ->
    [one] One setting is as it was before.
   *[other] { $count } settings are as they were before.
}
changes-nothing-differs = All settings are already as they were before this.
changes-act = What
changes-subject = To what
changes-outcome = Outcome
changes-why = Why
changes-operation = Command or event
changes-since = How far back
changes-since-1d = Last day
changes-since-7d = Last 7 days
changes-since-30d = Last 30 days
changes-since-all = All that is kept
changes-kinds = Which lines
changes-kind-all = All
changes-kind-acts = Acts
changes-kind-failed = Refused or failed
changes-kind-settings = Settings
changes-kind-audit = Audit
changes-kind-others = Others
changes-log-empty = Nothing was done in this time
changes-chain = Link to the line before:
changes-member-who = Who
changes-member-name = What
changes-member-text = To what
changes-member-reason = Outcome
changes-member-value = Value
changes-member-ip = Address
changes-member-s = Session
changes-member-account = Account
changes-member-domain = Domain
changes-member-count = Count
changes-member-path = File
changes-member-cause = Why
changes-member-to = To
changes-member-administration-account-contained-reason = Why
changes-member-administration-account-contained-count = Messages held
changes-member-administration-account-recovered-value = Its owner gets in by
changes-member-administration-account-recovered-text = Mail that was held
changes-member-administration-account-recovered-count = Messages that this concerned
changes-member-administration-impersonation-began-reason = Why
changes-member-administration-impersonation-ended-reason = Why
changes-member-administration-impersonation-ended-text = Ended by
changes-member-audit-done-value = Score
changes-member-audit-done-count = Weaknesses
changes-word-administration-account-recovered-link = a link that sets a password
changes-word-administration-account-recovered-password = a new password
changes-word-administration-account-recovered-keep = stays held
changes-word-administration-account-recovered-release = was sent
changes-word-administration-account-recovered-delete = was deleted
changes-value-address = Address
changes-value-administrator = Administrator
changes-value-accounts = Accounts
changes-value-app-passwords = Application passwords
changes-value-blocked = Blocked senders
changes-value-certificates = Certificates
changes-value-countries = Countries
changes-value-country-rule = Country rule
changes-value-description = Description
changes-value-display-name = Display name
changes-value-domain = Domain
changes-value-domains = Domains
changes-value-expires = Expires
changes-value-from = From
changes-value-held = Held against it
changes-value-hourly = An hour
changes-value-kind = Kind
changes-value-language = Language
changes-value-list = List
changes-value-members-may-send = Members may send
changes-value-name = Name
changes-value-networks = Networks
changes-value-on = On
changes-value-other-names = Other names
changes-value-owner = Owner
changes-value-passkeys = Passkeys
changes-value-password-changed = Password set
changes-value-password-expired = Password ended
changes-value-quota = Quota
changes-value-recovery-address = Recovery address
changes-value-roles = Roles
changes-value-second-factor = Second factor
changes-value-senders = Senders
changes-value-services = Services
changes-value-set = Set
changes-value-soft = For now only
changes-value-spam-actions = What becomes of spam
changes-value-spared = Exemptions
changes-value-status = Status
changes-value-targets = Targets
changes-value-to = To
changes-value-tokens = Tokens
changes-value-trusted = Trusted senders
changes-value-until = Until
changes-value-way = Direction
changes-more = { $count ->
    [one] One more is not kept here.
   *[other] { $number } more are not kept here.
}
changes-no-limit = no limit
changes-event-administration-acted = An administrator acted
changes-event-administration-told = Administrators were told
changes-event-administration-notices-sent = Notices were sent
changes-event-administration-notices-dropped = Notices could not be sent
changes-event-administration-impersonation-began = Acting in another's name began
changes-event-administration-impersonation-ended = Acting in another's name ended
changes-event-administration-password-reset-asked = A password reset was asked for
changes-event-administration-password-reset = A forgotten password was set anew
changes-event-administration-recovery-address-changed = A recovery address was changed
changes-event-administration-account-contained = An account was contained
changes-event-administration-account-recovered = A contained account was recovered
changes-event-scanners-silent = A scanner does not answer
changes-event-scanners-answers = A scanner answers again
changes-event-server-setting-changed = A setting was changed
changes-event-server-setting-trial-ended = A setting on trial was put back
changes-event-dkim-key-changed = A DKIM key was changed
changes-event-audit-finding = The audit found something
changes-event-audit-finding-gone = A finding is gone
changes-event-audit-done = The daily audit ran
changes-end-done = done
changes-end-invalid = invalid
changes-end-not-found = not found
changes-end-exists = there already
changes-end-denied = denied
changes-end-conflict = changed meanwhile
changes-end-too-large = too large
changes-end-over-quota = over the quota
changes-end-unavailable = not available
changes-end-corrupt = damaged
changes-end-io = could not be read or written
changes-end-timeout = took too long
changes-end-closed = closed
