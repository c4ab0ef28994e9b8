# The second step: apps, passkeys, recovery codes; one's own and of shared mailboxes.
proof-title = Second step
proof-lead = Besides the password, signing in needs something that only you have. Whoever knows your password still does not get in.
proof-lead-shared = Everybody who answers for this mailbox enrols one of their own. Nothing is shared.
proof-owed = Enrol a second step first.
proof-owed-next = This account must have one. Other pages open once you have enrolled a passkey or an app.
proof-list = What is enrolled
proof-is-on = On
proof-is-off = Not on yet
proof-none = Nothing is enrolled yet.
proof-none-next = Enrol a passkey or an app; it takes about two minutes.
proof-name = Name
proof-since = Since
proof-used = Last used
proof-never = never
proof-rename = Rename
proof-new-name = New name
proof-rename-submit = Save the Name
proof-remove = Remove
proof-add-passkey = Enrol a Passkey
proof-add-app = Enrol an App
proof-which = A passkey is the easiest and cannot be lured by a false site. An app suits an older phone. Enrol two, so that losing one does not lock you out.
proof-kind-totp = Authenticator app
proof-kind-passkey = Passkey
proof-codes = Recovery codes
proof-codes-left = { $count ->
    [0] none
    [1] one left
   *[other] { $count } unused
}
proof-codes-lead = To sign in when the phone is lost. Each code works once; print them and lock them away.
proof-codes-open = Make Recovery Codes
proof-codes-what = Ten codes are shown once only. With one of them you sign in without the phone.
proof-codes-keep = Print them and put them into a locked drawer: not on the same phone and not in the mailbox.
proof-codes-end = { $count ->
    [1] One old code that was not used ends.
   *[other] { $count } old codes that were not used end.
}
proof-codes-make = Show New Codes
proof-codes-once = These codes are shown now and never again.
proof-codes-once-next = Print or copy them before you leave this page.
proof-codes-made = Made on { $when }. Earlier sheets no longer work.
proof-codes-print = Print
proof-codes-copy = Copy
proof-codes-copied = Copied
proof-codes-done = I Have Kept Them
proof-label = Name of the device
proof-label-hint = So that you know it later, for example Office phone.
proof-back = Back to the second step
proof-others-end = All other sessions end, and you are told on all channels.
proof-too-late = The time for this enrolment has passed. Scan the new picture above, then type its code.
proof-passkey-lead = The key stays on your device and works for this address only.
proof-passkey-press = Press the button below.
proof-passkey-finger = The device asks for a fingerprint, your face or its PIN. Loket never receives it.
proof-passkey-kept = Done. Next time press Sign in with a passkey, without a password.
proof-passkey-script = Passkeys need JavaScript. Turn it on, or enrol an app.
proof-passkey-make = Make a Passkey
proof-passkey-not-made = This passkey cannot be used, is enrolled already, or its time has passed. Press the button once more.
proof-remove-heading = Remove from the second step?
proof-remove-what = Once removed, it cannot be used to sign in any more.
proof-remove-last = This is the last one. Once removed, the password alone is enough to sign in, and the recovery codes end too.
proof-remove-submit = Remove
proof-remove-not = Keep It
proof-holders = Who answers for it
proof-holder-ready = enrolled
proof-holder-not = not enrolled yet
proof-mailboxes = Shared mailboxes
proof-mailboxes-lead = The mailboxes that you answer for. Enrol your own second step for each of them.
proof-as-yourself = Several people answer for this mailbox. Sign in with your own account, then enrol your second step for this mailbox from there.
proof-not-proven = The address of this mailbox has not been proven yet. Open the link that was sent to that address; if there is none, ask for a new one.
proof-send-link = Send the Link to the Mailbox
proof-too-many = Ten are enrolled already. Remove one that is no longer used, then enrol the new one.
proof-last = This account must have a second step, and this is the last one. Enrol a new one first, then remove this one.
proof-prove-heading = Prove the address of the mailbox
proof-prove-lead = This link works once, until { $until }.
proof-prove-address = The address is proven: this link was sent to that mailbox only.
proof-prove-person = Sign in with your own account. Who can go on:
proof-prove-own = Enrol an app or a passkey on your own phone. Deputies enrol their own later.
proof-prove-submit = Continue
proof-prove-sign-in = Sign In with Your Own Account
proof-prove-after = No password or key is shared: everybody has their own, and Loket records who opened the mailbox.
flash-second-proven = The address of the mailbox is proven. Now enrol your own second step.
flash-second-link-sent = The link was sent to the address of that mailbox and works for three days.
flash-second-enrolled = The second step is on. Other sessions were ended.
flash-second-renamed = The new name is saved.
flash-second-removed = Removed. Other sessions were ended.
flash-second-no-codes = Recovery codes can be made once you have a passkey or an app of your own.
