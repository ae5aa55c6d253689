admins-about = Who may change this server, from where, and by what he shows that it is he.
admins-add = New administrator
admins-add-verb = Make
admins-none = There is no administrator
admins-name = Name
admins-name-help = Small letters and digits, with dots, dashes and _ within.
admins-roles = Roles
admins-domains = Domains
admins-domains-help = Only these. Part them with commas.
admins-all-domains = the whole server
admins-no-domains = none
admins-no-domain = { $name } is no domain of this server
admins-whole-server = The whole server
admins-whole-server-help = Off: only the domains that you name.
admins-networks = Networks
admins-networks-help = He may come from these alone, with the right password too. Take care that one of them is yours.
admins-networks-new = He may come from these alone. With none he may come from the server itself alone.
admins-networks-of = From where { $name } may come
admins-networks-set = { $name } may come from other networks now.
admins-factor = Second factor
admins-factor-none = not set up
admins-factor-app = app
admins-factor-passkeys = { $count ->
    [one] one passkey
   *[other] { $number } passkeys
}
admins-factor-first = He sets up his second factor when he signs in for the first time. Until then he can do nothing else.
admins-factor-lost = If he has lost his second factor, take it away on the server’s own shell:
admins-recovery = Recovery codes left
admins-sessions = Sessions
admins-sessions-end = His sessions end, and he signs in again.
admins-acts-as = acts as { $account }
admins-status = State
admins-status-active = active
admins-status-disabled = disabled
admins-created = Since
admins-kinds = Which administrators
admins-kind-all = All
admins-kind-owners = Owners
admins-kind-without = No second factor
admins-kind-disabled = Disabled
admins-last-owner = This is the last owner who is not disabled. He stays: make another owner first.
admins-rights = Rights
admins-rights-of = What { $name } may do
admins-rights-set = { $name } has other rights now.
admins-save = Save
admins-password = Password
admins-password-new = New password
admins-password-of = Password of { $name }
admins-password-set = Set the password
admins-password-made = Let the server make one
admins-password-made-help = It is shown to you once, and you tell it to him.
admins-password-tell = Tell it to him in person or by phone. At his first sign-in he sets up his second factor.
admins-password-was-set = { $name } has a new password.
admins-password-changed = Password since
admins-end-sessions = End sessions
admins-ended = { $count ->
    [one] His sessions have ended.
   *[other] The sessions of { $count } have ended.
}
admins-disable = Disable
admins-disabled = { $count ->
    [one] He is disabled, and so are his tokens.
   *[other] { $count } are disabled, and so are their tokens.
}
admins-enable = Enable
admins-enabled = { $count ->
    [one] He may sign in again.
   *[other] { $count } may sign in again.
}
admins-remove = Remove
admins-remove-title = { $count ->
    [one] Remove the administrator
   *[other] Remove { $count } administrators
}
admins-remove-why = His second factor, sessions and tokens go with him. This cannot be undone; disabling can.
admins-removed = { $count ->
    [one] The administrator is removed.
   *[other] { $count } administrators are removed.
}
admins-invitations = Open invitations
admins-invitations-about = They were made and have not set up a second factor yet. When the time is over, only a new password lets them in.
admins-invited-by = invited by { $by }
admins-invitation-until = until { $at }
admins-invitation-over = ran out { $ago }
admins-withdraw = Withdraw
admins-withdraw-title = Withdraw the invitation
admins-withdraw-why = Whom it was for is no administrator then, and the password that was told is void.
admins-withdrawn = The invitation is withdrawn.
admins-session-end = End the session from { $from }
admins-session-ended = The session from { $from } has ended.
