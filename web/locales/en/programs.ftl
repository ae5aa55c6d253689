programs-title = Application passwords
programs-about = One password for each mail program or device. Lose a device, and you take away its password alone.
programs-label = What it is for
programs-label-help = Such as: phone, laptop, Thunderbird at home.
programs-opens = It opens
programs-from = From
programs-used = Last used
programs-expires = Ends
programs-everywhere = anywhere
programs-never = never
programs-no-end = never
programs-over = is over
programs-reads-only = reads only
programs-kinds = Which passwords
programs-kind-all = All
programs-kind-used = Used
programs-kind-never-used = Never used
programs-kind-over = Over
programs-add = Make an application password
programs-make = Make it
programs-read-only = Only reading: nothing is changed, deleted or sent
programs-networks = Only from these networks
programs-networks-help = Such as 192.0.2.0/24. Leave it empty for anywhere.
programs-expires-in = It ends
programs-life-30d = In 30 days
programs-life-90d = In 90 days
programs-life-365d = In a year
programs-life-none = Never
programs-needs-protocol = Choose at least one thing that it opens.
programs-remove = Take away
programs-remove-title = { $count ->
    [one] Take an application password away
   *[other] Take { $count } application passwords away
}
programs-remove-about = { $count ->
    [one] The program that uses it can no longer sign in, and its connections end. You can make a new one.
   *[other] The programs that use them can no longer sign in, and their connections end. You can make new ones.
}
programs-removed = { $count ->
    [one] It is taken away.
   *[other] { $count } are taken away.
}
programs-none = No application passwords yet
programs-none-about = Make one for each mail program. Then your own password stays with you.
programs-made = Password for { $label }
programs-shown-once = It is shown only now. Copy it into the program; nobody can show it again.
programs-user-name = User name
programs-password = Application password
programs-how-to = How to set up a mail program
programs-done = Done
programs-tokens = Tokens
programs-tokens-about = Programs that sign in by OAuth have these instead of a password. Your administrator makes them; take away what you do not know.
programs-tokens-none = None is left.
programs-tokens-not-read = Your tokens could not be read
programs-token-remove-title = Take a token away
programs-token-remove-about = The program that uses it can no longer sign in, and its connections end. Your administrator can make a new one.
