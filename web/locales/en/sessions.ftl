sessions-title = Sessions
sessions-about = Where you are signed in right now. End what you do not know, then change your password.
sessions-what = Browser or program
sessions-from = From
sessions-began = Signed in
sessions-seen = Last seen
sessions-this-one = { $name } (this one)
sessions-browser-on = { $browser } on { $system }
sessions-a-browser = A browser
sessions-program = Mail program ({ $protocol })
sessions-in-your-name = { $by }, an administrator, in your name
sessions-nowhere-yet = not used yet
sessions-kinds = Which sessions
sessions-kind-all = All
sessions-kind-web = Browsers
sessions-kind-programs = Mail programs
sessions-end = Sign out
sessions-ended = { $count ->
    [one] It is signed out.
   *[other] { $count } are signed out.
}
sessions-end-others = Sign out everywhere else
sessions-others-ended = Everything but this session is signed out.
sessions-none = You are signed in nowhere
sessions-his-own = Only the person sees where he is signed in
