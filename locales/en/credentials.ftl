# News about passwords and second steps, wrong attempts.
credentials-news-password-changed-subject = The password was changed
credentials-news-password-changed = The password of { $what } was changed at { $when } and all other sessions have ended.

    Not you? Call the hotline at once.
credentials-news-second-step-enrolled-subject = Two-step verification is on
credentials-news-second-step-enrolled = Two-step verification of { $what } was turned on at { $when }. Signing in now takes that app or passkey.

    Not you? Call the hotline at once.
credentials-news-second-step-removed-subject = A second step was removed
credentials-news-second-step-removed = On { $when } an app or a passkey for { $what } was removed and all other sessions were ended.

    Not you? Call the hotline at once.
credentials-news-second-step-reset-subject = Two-step verification was reset
credentials-news-second-step-reset = On { $when } all apps, passkeys and recovery codes for { $what } were ended, as requested through the counter. Enrol new ones from My account.

    Did you not ask for it? Call the hotline at once.
credentials-news-passkey-cloned-subject = A passkey was ended: it may have been copied
credentials-news-passkey-cloned = On { $when } a passkey for { $what } was used in a way that shows that there is a copy of it. It was ended, and all sessions with it.

    Sign in another way, change the password, then enrol a new passkey.
credentials-news-codes-renewed-subject = New recovery codes were made
credentials-news-codes-renewed = On { $when } new recovery codes were made for { $what }. The old ones no longer work and all other sessions were ended.

    Not you? Call the hotline at once.
credentials-news-code-used-subject = A recovery code was used
credentials-news-code-used = On { $when } a recovery code was used for { $what }.

    Not you? Call the hotline at once.
credentials-news-many-attempts-subject = Many wrong passwords
credentials-news-many-attempts = Until { $when }, wrong passwords were tried 20 times in a row for { $what }. Devices on which you have signed in before are not affected.

    Perhaps your phone or mail program still holds an old password: update it there. If it was not you, make sure that this password is used nowhere else.
credentials-news-password-disabled-subject = The password is no longer accepted on new devices
credentials-news-password-disabled = At { $when }, wrong passwords had been tried 100 times in a row for { $what }. The old password is therefore no longer accepted from new devices. Devices on which you have signed in before still work.

    Set a new password through Forgotten password on the sign-in page, or in My account.
credentials-news-codes-blocked-subject = Account blocked: repeated wrong codes
credentials-news-codes-blocked = At { $when } the account { $what } was blocked: somebody knows its password and tried 100 wrong codes.

    Ask in Loket for the block to be lifted; the password has to be changed.
credentials-news-blocked-subject = Account blocked
credentials-news-blocked = At { $when } the account { $what } was blocked by those who keep the accounts; all its sessions have ended.

    Sign in to Loket with your password to read why, and to ask for the block to be lifted.
credentials-news-unblocked-subject = The block of your account was lifted
credentials-news-unblocked = At { $when } the block of the account { $what } was lifted by those who keep the accounts. You can sign in again.

    You know nothing of a block? Call the hotline.
credentials-no-holder = Nobody who can act is in charge of this mailbox, so a link for a new password would reach nobody. Find somebody to be in charge on the page of the mailbox first, then lift the block.
credentials-no-way = The owner of this account has proven neither a WhatsApp number nor a recovery address, so a link for a new password would reach nobody. Ask the owner to request that the block be lifted: through the ticket the link goes to the person whom the letter names.
credentials-news-activated-subject = Your e-mail is active
credentials-news-activated = The address { $what } was activated at { $when }. It stays yours for as long as you study here and cannot be changed.

    Next: sign in to Loket, open My account and prove your WhatsApp number, so that a forgotten password can be replaced. Was it not you? Call the hotline at once.
credentials-news-tried-again-subject = Somebody tried to activate your account again
credentials-news-tried-again = At { $when } somebody tried to activate an account with your NIM, although { $what } is active already. Nothing has changed.

    If it was you: sign in with this address, or use Forgotten password. If not, you need not do anything; call the hotline if it happens again.

credentials-disabled-password = Too many wrong passwords for this address. Sign in from a device that you have used before, or set a new password through Forgotten password.
credentials-disabled-totp = Too many wrong codes. Codes of the app are not accepted any more until two-step verification is enrolled anew.
credentials-disabled-recovery-code = Too many wrong recovery codes. Recovery codes are not accepted any more until you make new ones.
credentials-disabled-pin = Too many wrong PINs for this NIM. Come to the helpdesk with an identity card for a new PIN.
credentials-evidence = { $count } wrong codes in a row after the right password, since { $since }, from { $networks ->
    [1] one network
   *[other] { $networks } networks
}.

credentials-weak-short = This password has { $count } of at least { $least } characters. Four words that have nothing to do with each other are easy to remember.
credentials-weak-long = This password has { $count } of at most { $longest } characters. Make it a little shorter.
credentials-weak-name = This password is made of nothing but your name or address. Add words that have nothing to do with you.
credentials-weak-number = This password is made of nothing but your student, staff or telephone number. Choose words that have nothing to do with you.
credentials-weak-campus = This password is made of nothing but words of the campus. Whoever guesses tries them first; choose other words.
credentials-weak-common = This password is among those that people use most, also with digits at its end. Choose words that have nothing to do with each other.
credentials-weak-keyboard = This password is a run of keys or digits. Choose some words that have nothing to do with each other.
credentials-weak-repeated = This password only repeats the same part. Add a different word.
credentials-weak-guess = This password is easy to guess. Add one or two words that have nothing to do with each other.
credentials-news-contact-changed-subject = A contact of the account was changed
credentials-news-contact-changed = The WhatsApp number or recovery e-mail for { $what } was changed on { $when }.

    Not you? Change the password at once and call the hotline.
