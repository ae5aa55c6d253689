login-title = Sign in
login-name = Name or address
login-password = Password
login-code = One-time code
login-code-help = From your authenticator app, or a recovery code. Leave it empty if you have not set one up.
login-enter = Sign in
login-or = or
login-passkey = Sign in with a passkey
login-forgotten = Forgotten?
login-refused = That did not work. Check the name, the password and the code.
login-wait = Too many attempts. You can try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
login-unreachable = The server does not answer. Check your connection and try again.
login-failed = The server could not do this. Try again in a moment.
login-language = Language
login-theme = Appearance
login-theme-system = As the system
login-theme-light = Light
login-theme-dark = Dark
forgotten-title = Forgotten password
forgotten-about = If your account has a recovery address, a link to set a new password is sent there.
forgotten-name = Your address
forgotten-ask = Send the link
forgotten-heard = If there is such an account and it may be recovered this way, a link is on its way. Otherwise ask your administrator.
forgotten-back = Back to sign in
reset-title = New password
reset-password = New password
reset-help = Long is better than complicated: a few words that nobody would put together.
reset-set = Set the password
reset-done = Your new password holds from now on. All other sessions have ended.
reset-refused = This link does not hold any more. Ask for another one.
nowhere-title = You are signed in
nowhere-about = There are no pages for your account at this address. Mail programs work as ever.
nowhere-to-enrol = Set up a second factor first, at the address where this server is administered.
nowhere-sign-out = Sign out
