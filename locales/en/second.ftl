# The second step: apps, passkeys, recovery codes; one's own and of shared mailboxes.
second-title = Second step
second-lead = Besides the password, signing in needs something that only you have. Whoever knows your password still does not get in.
second-lead-shared = Everybody who answers for this mailbox enrols one of their own. Nothing is shared.
second-owed = Enrol a second step first.
second-owed-next = This account must have one. Other pages open once you have enrolled a passkey or an app.
second-list = What is enrolled
second-is-on = On
second-is-off = Not on yet
second-none = Nothing yet. Enrol a passkey or an app; it takes about two minutes.
second-name = Name
second-since = Since
second-used = Last used
second-never = never
second-rename = Rename
second-new-name = New name
second-rename-submit = Save the Name
second-remove = Remove
second-add-passkey = Enrol a Passkey
second-add-app = Enrol an App
second-which = A passkey is the easiest and cannot be lured by a false site. An app suits an older phone. Enrol two, so that losing one does not lock you out.
second-kind-totp = Authenticator app
second-kind-passkey = Passkey
second-codes = Recovery codes
second-codes-left = { $count ->
    [0] none
    [1] one left
   *[other] { $count } unused
}
second-codes-lead = To sign in when the phone is lost. Each code works once; print them and lock them away.
second-codes-open = Make Recovery Codes
second-codes-what = Ten codes are shown once only. With one of them you sign in without the phone.
second-codes-keep = Print them and put them into a locked drawer: not on the same phone and not in the mailbox.
second-codes-end = { $count ->
    [1] One old code that was not used ends.
   *[other] { $count } old codes that were not used end.
}
second-codes-make = Show New Codes
second-codes-once = These codes are shown now and never again.
second-codes-once-next = Print or copy them before you leave this page.
second-codes-made = Made on { $when }. Earlier sheets no longer work.
second-codes-print = Print
second-codes-copy = Copy
second-codes-copied = Copied
second-codes-done = I Have Kept Them
second-label = Name of the device
second-label-hint = So that you know it later, for example Office phone.
second-back = Back to the second step
second-others-end = All other sessions end, and you are told on all channels.
second-too-late = The time for this enrolment has passed. Scan the new picture above, then type its code.
second-passkey-lead = The key stays on your device and works for this address only.
second-passkey-press = Press the button below.
second-passkey-finger = The device asks for a fingerprint, your face or its PIN. Loket never receives it.
second-passkey-kept = Done. Next time press Sign in with a passkey, without a password.
second-passkey-script = Passkeys need JavaScript. Turn it on, or enrol an app.
second-passkey-make = Make a Passkey
second-passkey-not-made = This passkey cannot be used, is enrolled already, or its time has passed. Press the button once more.
second-remove-heading = Remove from the second step?
second-remove-what = Once removed, it cannot be used to sign in any more.
second-remove-last = This is the last one. Once removed, the password alone is enough to sign in, and the recovery codes end too.
second-remove-submit = Remove
second-remove-not = Keep It
second-holders = Who answers for it
second-holder-ready = enrolled
second-holder-not = not enrolled yet
second-mailboxes = Shared mailboxes
second-mailboxes-lead = The mailboxes that you answer for. Enrol your own second step for each of them.
second-as-yourself = Several people answer for this mailbox. Sign in with your own account, then enrol your second step for this mailbox from there.
second-not-proven = The address of this mailbox has not been proven yet. Open the link that was sent to that address; if there is none, ask for a new one.
second-send-link = Send the Link to the Mailbox
second-too-many = Ten are enrolled already. Remove one that is no longer used, then enrol the new one.
second-last = This account must have a second step, and this is the last one. Enrol a new one first, then remove this one.
second-prove-heading = Prove the address of the mailbox
second-prove-lead = This link works once, until { $until }.
second-prove-address = The address is proven: this link was sent to that mailbox only.
second-prove-person = Sign in with your own account. Who can go on:
second-prove-own = Enrol an app or a passkey on your own phone. Deputies enrol their own later.
second-prove-submit = Continue
second-prove-sign-in = Sign In with Your Own Account
second-prove-after = No password or key is shared: everybody has their own, and Loket records who opened the mailbox.
flash-second-proven = The address of the mailbox is proven. Now enrol your own second step.
flash-second-link-sent = The link was sent to the address of that mailbox and works for three days.
flash-second-enrolled = The second step is on. Other sessions were ended.
flash-second-renamed = The new name is saved.
flash-second-removed = Removed. Other sessions were ended.
flash-second-no-codes = Recovery codes can be made once you have a passkey or an app of your own.
