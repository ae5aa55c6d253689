me-about = What you show when you sign in here, besides your password.
me-roles = Roles
me-domains = Domains
me-all-domains = the whole server
me-of-a-mailbox = You sign in with your mailbox. Its password and second factor are not changed on this page.
me-app = Authenticator app
me-app-about = It shows a code for each sign-in. A new app takes the place of the one before, and your other sessions end.
me-app-begin = Set up an app
me-app-none = No app is set up, or all its recovery codes are used.
me-app-there = { $count ->
    [one] Set up. One recovery code is left: set up an app anew to get others.
   *[other] Set up. { $number } recovery codes are left.
}
me-app-step = Enter this secret into your app, then enter the code that the app shows.
me-app-secret = Secret
me-app-open = Open it in an app on this device
me-app-code = Code from the app
me-app-code-help = Until it is right, nothing changes.
me-app-confirm = Use this app
me-recovery = Recovery codes
me-recovery-about = Each signs you in once if you lose your device. Keep them where only you get at them.
me-passkeys = Passkeys
me-passkeys-about = A passkey is kept by your device or a security key, and asks for your finger or your PIN. It signs you in without a password.
me-passkeys-none = You have no passkey yet.
me-passkeys-not-read = Your passkeys could not be read
me-no-passkeys-here = This browser has no passkeys.
me-passkey-add = Add a passkey
me-passkey-make = Go on
me-passkey-label = Name
me-passkey-label-help = What you call it, such as “key on my desk”.
me-passkey-added = { $label } signs you in from now on.
me-passkey-not-made = The browser made no passkey. It was called off, or this device has one already. This page must be opened by the server’s name, not by its address.
me-passkey-never = added { $added }, never used
me-passkey-used = added { $added }, last used { $used }
me-passkey-remove = Remove the passkey
me-passkey-remove-one = Remove { $label }
me-passkey-remove-why = It does not sign you in any more. To have it back you add it again, with the device in your hand.
me-passkey-removed = { $label } was removed.
