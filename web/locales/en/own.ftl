own-title = Security
own-about = What protects your mail, and how much room it takes.
own-not-read = Your account could not be read
own-password = Password
own-no-password = None is set
own-password-since = Set on { $date }
own-password-due = To be changed by { $date }
own-new-password = New password
own-password-help = Long is better than complicated: a few words that nobody would put together.
own-set-password = Change the password
own-password-ends = All your other sessions end. Mail programs that use it ask for the new one; application passwords stay as they are.
own-exempt = Your administrator does not hold you to these rules. They are good advice all the same.
own-policy = What it has to be
own-expires-after = { $count ->
    [one] It has to be changed every day.
   *[other] It has to be changed every { $count } days.
}
own-changed = Your password is changed. Your mail programs need the new one.
expired-title = Set a new password
expired-about = The password you signed in with has expired. With a new one you go on as usual; until then nothing else is open here.
enrol-title = Set up a second factor
enrol-about = Everybody here has to have one: something besides your password that only you have. Until then nothing else is open here. Mail programs need an application password each; you make those afterwards.
enrol-app = Authenticator app
enrol-app-about = An app on your phone shows a code that changes every half minute. You enter it when you sign in.
enrol-passkey = Passkey
enrol-done = Your second factor is on.
own-factor = Second factor
own-factor-on = On
own-factor-off = Off
own-factor-on-about = Your password alone does not open these pages: they ask for a code of your authenticator app too, or for a passkey instead. Mail programs need an application password each.
own-factor-off-about = Who learns your password can read your mail. With a second factor he also needs your phone.
own-factor-disabled = Second factors are switched off here. Your administrator can allow them.
own-factor-begin = Set up an authenticator app
own-factor-remove = Turn the second factor off
own-factor-removed = The second factor is off.
own-new-codes = New recovery codes
own-codes-left = { $count ->
    [one] One recovery code is left.
   *[other] { $number } recovery codes are left.
}
own-few-codes = Make new recovery codes before the last one is used. Without a code and without the app you cannot sign in.
own-recovery = Recovery address
own-recovery-about = When you have forgotten your password, a token to set a new one can be sent there.
own-no-recovery = None
own-add-recovery = Name an address
own-change-recovery = Change the address
own-recovery-done = Your recovery address is changed.
own-storage = Storage
own-storage-used = { $used } used
own-storage-of = { $used } of { $quota } used
own-messages = { $count ->
    [one] one message
   *[other] { $number } messages
}
own-nearly-full = Your mailbox is nearly full. When it is full, new mail is refused: delete or move away what you do not need.
own-addresses = Your addresses
rule-length = { $count ->
    [one] At least one character
   *[other] At least { $count } characters
}
rule-strength = { $count ->
    [1] Not guessed at once
    [2] Hard to guess
    [3] Strong: nobody guesses it
   *[other] Very strong: nobody guesses it
}
rule-own-names = Without your name, your address or the domain
rule-common = No common password and no single word
rule-numbers = { $count ->
    [one] At least one digit
   *[other] At least { $count } digits
}
rule-capitals = { $count ->
    [one] At least one capital letter
   *[other] At least { $count } capital letters
}
rule-lowercase = { $count ->
    [one] At least one small letter
   *[other] At least { $count } small letters
}
rule-symbols = { $count ->
    [one] At least one symbol
   *[other] At least { $count } symbols
}
rule-remember = { $count ->
    [one] Not the one you have now
   *[other] None of your last { $count } passwords
}
rule-is-kept = (kept)
rule-is-broken = (not yet)
factor-title = Set up an authenticator app
factor-programs = Once this is on, mail programs that use your password can no longer sign in. Make an application password for each of them.
factor-scan = Scan the picture with your authenticator app, or copy the secret into it.
factor-qr = Picture for an authenticator app; the secret stands beside it as text
factor-secret = Secret
factor-open-app = Open it in an app on this device
factor-code = Code that the app shows
factor-code-help = Six digits. They change every half minute.
factor-turn-on = Turn on
factor-remove-title = Turn the second factor off
factor-remove-about = From then on your password alone opens your mail. Your passkeys and recovery codes are void.
codes-title = Your recovery codes
codes-about = Each signs you in once when you do not have your app. They are shown only now: keep them where you find them without your phone.
codes-label = Recovery codes
codes-save = Save as a file
codes-kept = I have kept them
recovery-title = Recovery address
recovery-address = Address elsewhere
recovery-address-help = One that you can read when you cannot get into this account.
recovery-send = Send a token there
recovery-sent = A token is on its way to { $address }. It holds for an hour.
recovery-token = Token from the message
recovery-confirm = Confirm
