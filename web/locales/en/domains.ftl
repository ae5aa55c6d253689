domains-about = What this server receives mail for.
domains-name = Domain
domains-name-help = Such as example.org
domains-other-names = Other names
domains-other-names-about = Mail to another name is mail to { $name }.
domains-other-name = Another name
domains-other-name-help = Such as example.com. Its records in the DNS are needed too.
domains-name-add = Add a name
domains-name-added = { $name } is another name of it.
domains-name-remove = Take away
domains-names-gone = { $count ->
    [one] The name is taken away.
   *[other] { $count } names are taken away.
}
domains-no-names = It has no other name.
domains-also = Also { $names }
domains-accounts = Accounts
domains-aliases = Aliases
domains-of-ceiling = of { $most }
domains-created = Created
domains-drift = Drift
domains-drift-about = What differs here from the defaults for new domains.
domains-drift-open = Settings
domains-drift-none = As the defaults
domains-drift-not-read = The differences could not be read
domains-drift-row = { $value }; new domains: { $plain }
domains-drifted = { $count ->
    [one] one differs
   *[other] { $count } differ
}
domains-states = Which domains
domains-state-all = All
domains-state-disabled = Disabled
domains-state-drifted = Differ
domains-state-empty = Without accounts
domains-none = No domain yet
domains-none-about = The first domain comes first: then accounts, then its records in the DNS.
domains-add = New domain
domains-add-verb = Add
domains-begins-with = It begins with the defaults of domains, and with keys to sign its mail.
domains-made = { $name } is there. Set its records in the DNS now.
domains-disable = Disable
domains-disabled = { $count ->
    [one] The domain is disabled: nobody logs in, and no mail comes.
   *[other] { $count } domains are disabled: nobody logs in, and no mail comes.
}
domains-enable = Enable
domains-enabled = { $count ->
    [one] The domain is enabled again.
   *[other] { $count } domains are enabled again.
}
domains-is-disabled = The domain is disabled: nobody of it logs in, and mail to it is refused.
domains-more = More
domains-delete = Delete
domains-delete-title = Delete { $name }
domains-delete-accounts = { $count ->
    [one] One account goes with it, and all its mail.
   *[other] { $number } accounts go with it, and all their mail.
}
domains-delete-aliases = { $count ->
    [one] One alias goes with it.
   *[other] { $number } aliases go with it.
}
domains-delete-about = The domain is deleted, with its keys and its settings. This cannot be taken back.
domains-deleted = { $name } is deleted.
domains-not-read = The domain could not be read
domains-parts = Parts of the domain
domains-health = Health
domains-settings = Settings
domains-reports = Reports
domains-passwords = Passwords
domains-records = Records in the DNS
domains-records-about = Set these where the domain's DNS is kept. What the world sees stands beside each.
domains-records-again = Look again
domains-records-copy = Copy all
domains-records-needed = What mail needs
domains-records-more = What makes it safer and easier
domains-records-not-asked = { $count ->
    [one] One could not be asked for.
   *[other] { $count } could not be asked for.
}
domains-records-not-read = The records could not be read
domains-records-right = { $right } of { $all } are as they should be.
domains-dns-seen = The world sees
domains-dns-there = As it should be
domains-dns-own = Yours, which does the same
domains-dns-other = Another is there
domains-dns-missing = Missing
domains-dns-unknown = The DNS gave no answer
domains-certificate = Certificate
domains-certificate-about = What programs and other servers are shown for its names.
domains-certificate-whose = What programs and other servers are shown for its names. Who administers the whole server sees to it.
domains-certificate-open = Certificates
domains-certificate-good = Good
domains-certificate-ending = Ends soon
domains-certificate-over = Over
domains-certificate-own = Server’s own
domains-certificate-missing = None covers it
domains-certificate-ends = ends { $ago }
domains-certificate-ended = ended { $ago }
domains-storage = Quota
domains-storage-about = Whether its people have room for mail.
domains-storage-open = What new accounts get
domains-storage-room = Everybody has room
domains-storage-full = { $count ->
    [one] One mailbox is nearly full
   *[other] { $number } mailboxes are nearly full
}
domains-storage-most-full = The domain’s storage is nearly used up
domains-storage-of-most = { $used } of the { $most } that the domain may hold are used.
domains-storage-of = { $used } of { $quota } are used.
domains-storage-used = { $used } are used. Nobody has a quota.
domains-health-not-read = Its health could not be read
domains-services = Services
domains-keys = Keys that sign its mail
domains-keys-about = A new key signs once the DNS has its record; the old one is kept for mail that is on its way.
domains-keys-not-read = The keys could not be read
domains-keys-none = There are none yet. The server makes them by itself within minutes; its log says what is in the way.
domains-keys-check = Check now
domains-keys-checked = The DNS was asked for the records of the keys.
domains-keys-new = Make new keys
domains-keys-made = New keys are made. Set their records in the DNS.
domains-key-since = since { $at }
domains-key-active = Signs
domains-key-pending = Waits for the DNS
domains-key-retired = Signs no more
domains-alias = Alias
domains-targets = Leads to
domains-targets-help = Addresses here or elsewhere.
domains-open-to = Who may write to it
domains-open-to-everybody = Everybody
domains-open-to-people-here = People here
domains-open-to-members = Members
domains-open-to-help-everybody = Mail comes in from anywhere.
domains-open-to-help-people-here = Those who have logged in with an account of this server. To everybody else there is no such address; replies from outside do not come in either.
domains-open-to-help-members = The accounts it leads to, when they have logged in. Outside there is no such address; replies from there do not come in either.
domains-members-send = Targets may send as it
domains-members-send-help = Everybody it leads to may write in its name.
domains-yes = Yes
domains-no = No
domains-alias-add = New alias
domains-alias-of = Change { $alias }
domains-alias-help = It stands for others: info leads to people of { $domain } or elsewhere.
domains-alias-made = { $alias } is there.
domains-alias-nobodys = Nobody's: { $names }
domains-alias-warned = Nobody here is called { $names }: mail to that name is refused.
domains-alias-changed = { $alias } is changed.
domains-alias-delete = Delete
domains-aliases-gone = { $count ->
    [one] The alias is deleted.
   *[other] { $count } aliases are deleted.
}
domains-no-aliases = No aliases
domains-no-aliases-about = An alias is a name that stands for others, such as info or sales.
domains-told-any = Any number
domains-told-quotas = As much as their quotas allow
domains-told-server = As the server takes it
domains-save = Save
domains-catch-all = Mail to unknown names
domains-catch-all-about = Where mail goes whose name is nobody's here.
domains-catch-all-none = It is refused. That keeps out what is sent to made-up names.
domains-catch-all-change = Change
domains-catch-all-to = Goes to
domains-catch-all-help = An address. Empty: it is refused.
domains-catch-all-set = Mail to unknown names goes where you said.
domains-of-most = { $used } of { $most } that the domain may have
domains-schema-not-read = What can be set in a domain could not be read
domains-set-by-system = These are set by who administers the whole server.
domains-saved = { $count ->
    [one] The change is saved.
   *[other] { $count } changes are saved.
}
domains-second_factor-disabled = Off
domains-second_factor-enabled = Who wants to
domains-second_factor-forced = Everybody
domains-no-factor = { $count ->
    [one] One person here has no second factor yet. It is set up at the next sign-in to the pages; until then the password opens nothing else.
   *[other] { $number } people here have no second factor yet. They set one up at their next sign-in to the pages; until then their passwords open nothing else.
}
domains-no-factor-who = Show who
domains-report-kinds = Which reports
domains-report-mail = Mail and logins
domains-report-mail-about = The people of this domain, day by day (UTC). A message to several domains is held or refused for the first of them. It is kept for 13 months.
domains-report-dmarc = Who sends (DMARC)
domains-report-dmarc-about = Who sends in the name of the domain, as other servers see it. What is not proven is a forgery, or a sender of yours that is not set up.
domains-report-tls = Encryption (TLS)
domains-report-tls-about = How other servers fared when they sent to the domain by TLS.
domains-report-complaints = Complaints
domains-report-complaints-about = What others complain of: unwanted messages, and single ones whose proof failed.
domains-source = From where
domains-messages = Messages
domains-proof = Proof
domains-all = All
domains-proven = Proven
domains-unproven = Not proven
domains-from = From
domains-last = Last
domains-first = First
domains-disposition = What was done
domains-signed-by = Signed by
domains-reported-by = Reported by
domains-no-reports = No reports yet
domains-no-dmarc = Others send them once a day when the domain's DMARC record says where to.
domains-no-tls = Others send them once a day when the domain's TLS report record says where to.
domains-no-complaints = No complaints
domains-no-complaints-about = Nobody has complained of mail in the name of the domain.
domains-day = Day
domains-policy = Policy
domains-successes = Went well
domains-failures = Failed
domains-details = Details
domains-no-details = none
domains-contact = Contact
domains-report-id = Report
domains-complaint-kind = Kind
domains-subject = Subject
domains-mail-from = Envelope sender
domains-message-id = Message
domains-failure = Failure
domains-incidents = Incidents
domains-reasons = What is wrong
domains-password-from = Password from
domains-sending-stops = Sending stops
domains-expire-many = Expire passwords
domains-expire-weak = { $count ->
    [one] Expire the weak one
   *[other] Expire the { $count } weak ones
}
domains-expire-all = Expire all
domains-older = Also passwords that are old
domains-older-no = No
domains-older-90d = Older than 90 days
domains-older-180d = Older than 180 days
domains-older-365d = Older than a year
domains-passwords-good = All passwords are in order
domains-passwords-good-about = Whose password breaks the policy or has expired stands here.
