accounts-about = People and their mailboxes.
account-parts = Parts of the account
account-overview = Overview
account-sign-in = Sign-in
account-mail = Mail
account-more = More
account-not-read = The account could not be read
account-is-disabled = The account is disabled: nobody logs in to it, and mail to it is refused. What is stored stays.
account-rename = Rename
account-rename-title = Rename { $address }
account-rename-about = Mail, passwords and keys stay. Aliases, catch-alls and service accounts that name it follow. Who is logged in is logged out, and logs in by the new name from now on.
account-rename-name = Name at { $domain }
account-rename-keep = Keep the old address
account-rename-keep-help = { $address } stays as an alias. Without it, mail for it is refused.
account-renamed = It is { $address } now.
account-is-receiving = The account only receives: nobody logs in to it. Mail to it still comes in, and its automatic reply, if it is on, still goes out.
account-services = May use
account-services-help = What is not chosen is closed, whatever password or key is shown.
account-facts = About
account-edit = Change
account-edit-title = Change { $address }
account-save = Save
account-saved = The account is changed.
account-created = Created
account-recovery = Recovery address
account-recovery-help = Elsewhere, for when the password is forgotten. The person is told by mail when it changes.
account-language = Language of the server's mail
account-language-domain = As the domain says ({ $language })
account-no-recovery = none
account-countries = Logs in
account-countries-own = { $rule }, set for this account
account-countries-unknown = as the domain says
account-countries-domain = { $rule }, as the domain says
account-storage = Storage
account-used = { $used } used
account-used-of = { $used } of { $quota } used
account-messages = { $count ->
    [one] One message
   *[other] { $number } messages
}
account-blocks = Blocks against it
account-delete = Delete
account-delete-title = Delete { $address }
account-delete-about = The account and all its mail are deleted. This cannot be taken back.
account-deleted = { $address } and its mail are deleted.
account-act-as = Act in this name
account-act-as-title = Act as { $address }
account-act-as-about = You see what the person sees, for a while, and change nothing. The person is told by mail, with your name and the reason; the log keeps both.
account-reason = Reason
account-reason-help = One line. The person is shown it.
account-act-as-token = Token
account-act-as-until = It holds until { $at }, from your own network, and only while you may do this.
account-act-as-told = The person was told by mail.
account-act-as-not-told = The person was not told: the domain has that switched off, or the mail could not be delivered.
account-act-as-elsewhere = The pages of people are at { $pages }, under another name than this console: this browser is not known there. Open the console under that name to act there, or let a program use the token.
account-act-as-nowhere = No listener serves people’s pages: open one for people under Listeners.
account-act-as-open = Open the pages of { $address }
account-act-as-for-programs = For a program
account-act-as-how = Programs send it with each request to the API, such as:
account-act-as-command = the command
account-password-not-read = How the password stands could not be read
account-password-good = In order
account-password-contained = The account is contained: no password opens it
account-password-set-on = Set on { $at }.
account-password-none = No password is set.
account-sending-stops = Nothing is sent from { $at } on.
account-password-new = New password
account-password-new-title = New password for { $address }
account-password-set = Set the password
account-password-about = Sessions that were opened with the old password end.
account-password-way = Which
account-password-made = Make a good one
account-password-given = Give one
account-password-is-set = The password is set.
account-reset-link = Reset link
account-reset-name = Link for the person
account-reset-about = It sets a new password, once, until { $at }. Give it only to the person, by a way that you know to be theirs.
account-reset-token = Token for the person
account-reset-nowhere = No listener serves people’s pages, so there is no link: open one for people under Listeners. The token is given there under “Forgotten password”.
account-factor-not-read = The second factor could not be read
account-factor-is-app = An authenticator app is asked for
account-factor-is-passkeys = { $count ->
    [one] One passkey signs in
   *[other] { $number } passkeys sign in
}
account-factor-is-begun = Begun, not confirmed yet
account-factor-is-off = None: the password alone opens the account
account-factor-is-none = None
account-factor-is-due = None yet: one is set up at the next sign-in to the pages
account-codes-left = { $count ->
    [0] No recovery code is left.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
account-factor-remove = Take the second factor away
account-factor-remove-about = For when the device is lost. App, passkeys and recovery codes are void, and the password alone opens the account until its owner sets up another one. Make sure who asks for it.
account-factor-remove-forced = For when the device is lost. App, passkeys and recovery codes are void. At the next sign-in to the pages the password alone is enough to set up another one, for everybody here has to have one. Make sure who asks for it.
account-factor-gone = The second factor is taken away.
account-keys = Application passwords and tokens
account-keys-about = What single programs and devices log in with.
account-keys-not-read = They could not be read
account-no-keys = None.
account-key-app-password = Application password
account-key-token = Token
account-key-ends = ends { $at }
account-key-remove = Take away
account-key-remove-title = Take it away
account-key-remove-about = The program that has it is logged out and needs a new one. This cannot be taken back.
account-keys-gone = { $count ->
    [one] It is taken away, and its sessions have ended.
   *[other] { $count } are taken away, and their sessions have ended.
}
account-token-add = Make a token
account-token-about = For a program that signs in by OAUTHBEARER or XOAUTH2. The access token opens for a short time. With the refresh token an administrator, or a program with an API token of one, makes one new pair: by the API, or by postern oauth-token refresh.
account-token-not-taken = The server lets no program in by a token yet, for the setting auth.offer_oauth is off.
account-token-setting = To the setting
account-token-label = What it is for
account-token-label-help = Such as the program, so that it is known later which one to take away.
account-token-opens = It opens
account-token-read-only = Only reading: nothing is changed, deleted or sent
account-token-networks = Only from these networks
account-token-networks-help = Such as 192.0.2.0/24. None: from anywhere.
account-token-make = Make it
account-token-needs-protocol = Choose at least one thing that it opens.
account-token-made = Token for { $label }
account-token-access = Access token
account-token-refresh = Refresh token
account-token-lives = The access token opens until { $at }. The refresh token is good for one new pair until { $until }. If it comes a second time, the token is taken away, for then somebody else may have it.
account-visits = Open right now
account-visits-about = Sessions in the web, and connections of programs.
account-visits-not-read = The sessions could not be read
account-no-visits = Nobody is logged in.
account-visit-by = by { $by } in this name
account-visit-drop = Close the connection
account-visits-dropped = { $count ->
    [one] The connection is closed.
   *[other] { $count } connections are closed.
}
account-acted = An administrator acts in this name right now.
account-sessions-end = End the web sessions
account-sessions-ended = The web sessions have ended.
account-names = Names that lead here
account-names-about = Aliases whose mail comes to this account.
account-aliases-open = All aliases
account-aliases-not-read = The aliases could not be read
account-no-aliases = No alias leads here.
account-alias-alone = here alone
account-alias-others = { $count ->
    [one] and to one other
   *[other] and to { $count } others
}
account-sends-as = May send as
account-reply = Automatic reply
account-reply-of = Automatic reply of { $address }
account-reply-not-read = The automatic reply could not be read
account-reply-on = On
account-reply-off = Off
account-reply-begin = Turn on
account-reply-end = Turn off
account-reply-ended = The automatic reply is off. Its text is kept.
account-reply-verb = Turn on
account-reply-set = The automatic reply is on.
account-reply-subject = Subject
account-reply-subject-plain = that of the message
account-reply-subject-help = Empty: that of the message, after "Auto:".
account-reply-text = Text
account-reply-from = From
account-reply-until = Until
account-reply-day-help = From the beginning of that day, in your time zone. Empty: at once.
account-reply-until-help = To the end of that day, in your time zone. Empty: until it is turned off.
account-reply-to = Who is answered
account-reply-to-all = Everybody
account-reply-to-domain = People of the domain
