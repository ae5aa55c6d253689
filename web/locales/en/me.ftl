me-about = What you show when you sign in here.
me-roles = Roles
me-domains = Domains
me-all-domains = the whole server
me-of-a-mailbox = You sign in with your mailbox. Its password and second factor are not changed on this page.
me-password = Password
me-password-about = If somebody gave it to you, he has seen it: make it one that only you know.
me-password-change = Change the password
me-password-new = New password
me-password-help = Long, and nothing that anybody guesses: the server says what it lacks. Your other sessions end.
me-password-verb = Change it
me-password-set = Your password is changed. Your other sessions have ended.
me-app = Authenticator app
me-app-about = It shows a code for each sign-in. A new app takes the place of the one before, and your other sessions end.
me-app-begin = Set up an app
me-app-none = No app is set up, or all its recovery codes are used.
me-app-there = { $count ->
    [one] Set up. One recovery code is left: set up an app anew to get others.
   *[other] Set up. { $number } recovery codes are left.
}
me-app-step = Scan the picture with your authenticator app, or type the secret into it. Then enter the code that the app shows.
me-app-picture = Picture for an authenticator app
me-app-secret = Secret
me-app-open = Open it in an app on this device
me-app-code = Code from the app
me-app-code-help = Until it is right, nothing changes.
me-app-confirm = Use this app
me-recovery = Recovery codes
me-recovery-about = Each signs you in once if you lose your device. Keep them where only you get at them.
me-sessions-about = Where you are signed in right now. End what you do not know, then change your password.
me-session-about = { $place }; signed in { $began }, last seen { $seen }
me-session-end = Sign out the session from { $place }, last seen { $seen }
