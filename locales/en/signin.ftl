# Signing in, registration, passwords, sessions, roles.
signin-title = Sign in
signin-heading = Sign in to Loket
signin-lead = You can search services and follow a ticket without signing in.
signin-address = E-mail address
signin-own-address-missing = Enter your campus e-mail address.
signin-password = Password
signin-password-missing = Enter your password.
signin-show = Show
signin-hide = Hide
signin-submit = Sign in
signin-checking = Checking…
signin-forgotten = Forgotten password
signin-register = Register with Loket
signin-back = Back to sign-in
signin-wrong = Address or password does not match
signin-wrong-next = Check the spelling of the address and upper and lower case, then try again. After five failures the wait grows; the same wrong password does not count twice.
signin-blocked-hint = Is your account blocked?
signin-blocked-hint-next = Sign in as usual: after the right password you can go straight to
signin-demo = Try it as
signin-demo-only = demo mode only
signin-demo-person = Person
signin-demo-use = Use
signin-demo-password = Everybody's password: { $what }. WhatsApp messages and e-mails that were sent are in the
signin-demo-messages = demo message box

signin-code-heading = Two-step verification
signin-code-lead = Open the authenticator app on your phone and type the 6-digit code for this account.
signin-code = 6-digit code
signin-code-wrong = This code does not match or has been used. Wait for the next code in the app and type that one.
signin-code-lost = Phone lost or replaced? Use a recovery code.
signin-again-gone = You have no second step for this mailbox any more. Sign out, sign in to your own account, and enrol a new one on the page of the second step.
signin-code-services = Find the service
signin-code-none = Without recovery codes ask for a reset of the second step at the counter; your identity is checked first.
signin-passkey-enter = Sign in with a passkey
signin-passkey-use = Use a passkey
signin-passkey-failed = The device gave no answer. If you cancelled, press the button once more; if this device has no passkey yet, use another way.
signin-passkey-wrong = This passkey does not match or its time has passed. Press the button once more, or use another way.
signin-passkey-script = Passkeys need JavaScript. Turn it on, or use a recovery code.
signin-or = or
signin-code-lead-passkey = Prove it with the passkey on your device: fingerprint, face or the device's PIN.
signin-recovery-use = No device at hand? Use a recovery code
signin-recovery = Recovery code
signin-recovery-hint = From the sheet that you printed, for example 2KQ4M-9XWTB. Each code works once.
signin-recovery-submit = Sign In with the Recovery Code
signin-recovery-wrong = This recovery code does not match or has been used. Type another one from your newest sheet.
signin-letter-enrol-subject = Link to enrol two-step verification
signin-letter-enrol = Open this link before { $until } to prove that { $what } belongs to your unit, then sign in with your own account:
    {"{link}"}

    You do not recognise this request? Ignore this message.
signin-again-heading = Prove once more that this is you
signin-again-lead = What comes next changes the security of an account, so Loket makes sure that you yourself are doing it.
signin-again-submit = Continue
signin-again-wrong = This password does not match. Check capital and small letters and type it once more.
signin-again-after = For 15 minutes afterwards you are not asked again.
flash-signin-again = Thank you, this is you. Please go on; for 15 minutes you are not asked again.
flash-signin-too-late = The time to type the code has passed. Sign in once more.
flash-signin-changed = The password or the protection of this account has just been changed. Sign in once more.
flash-signin-mailbox = You are now signed in as { $what }. To go back to your own account, sign out and in again.
flash-signin-out = You are signed out. The session on this device has ended.

signin-is-blocked = This account is blocked
signin-blocked-cause = Cause
signin-blocked-since = Since
signin-blocked-code = Go on to the Second Step
signin-blocked-other = Can you not go on from here?
signin-blocked-other-how = The same request can be made with a Loket account that has a private address:
signin-blocked-register = Register with a Private Address
signin-expired = This mailbox has come to its end
signin-expired-next = What is in it was not deleted. If it is still needed, the person in charge asks the keepers of the accounts for more time, on the hotline or with a service of Loket; after that you can sign in again.
signin-closed = This account is closed
signin-closed-next = A closed account cannot be used any more. If this is a mistake, call the helpdesk at the number at the foot of the page.
signin-unconfirmed = The e-mail address is not confirmed yet
signin-unconfirmed-next = We have just sent a new confirmation link to this address. Open that link, then sign in.
signin-not-enrolled = Two-step verification must be enrolled first
signin-not-enrolled-next = This mailbox must use two-step verification and nobody has enrolled yet. The person in charge or a deputy signs in with the own account, then opens My account, Second step.

signin-repeat = Repeat the password
signin-rule-length = { $least } to 128 letters, digits or signs; spaces are fine
signin-rule-name = More than a name, a number or words of the campus
signin-rule-guess = Hard to guess, not a common password
signin-password-good = This password can be used.
signin-strength-0 = Nothing typed yet.
signin-strength-1 = Weak.
signin-strength-2 = Not enough.
signin-strength-3 = Strong.
signin-strength-4 = Very strong.

signin-register-lead = For applicants who cannot sign in with a campus account, for example because it is blocked.
signin-sending = Sending…
signin-saving = Saving…
signin-name = Full name
signin-name-long = This name is too long. Write at most 120 letters.
signin-private-address = Private e-mail address
signin-private-address-hint = The confirmation link goes to this address.
signin-campus-address = A campus address need not be registered: sign in with it. If your campus account is blocked, register a private address.
signin-whatsapp = WhatsApp number
signin-whatsapp-hint = 10–13 digits, for example 0858-9000-1103
signin-repeat-differs = The two passwords differ. Type it once more in both boxes.
signin-register-submit = Register
signin-register-after = After registering, open the confirmation link in your mailbox. Then the account can be used.
signin-register-sent = Look into your mailbox
signin-register-sent-next = We have sent a message to the address that you typed. Open the link in it within 2 days to start using your account. If nothing arrives within some minutes, look into the spam folder.
signin-sent-demo = Demo mode: the message is in the
signin-sent-again = Ask Once More
signin-forgotten-lead = We send a link with which to set a new password. The old one works until you change it.
signin-forgotten-submit = Send the Link
signin-forgotten-where = Student and staff accounts: to the WhatsApp number and recovery e-mail that are proven in My Account. Unit and event accounts: to the person in charge. Loket accounts: to the private address.
signin-forgotten-sent = If that address is registered, the link is on its way
signin-forgotten-sent-next = The link works for one hour and only once. If no message arrives within some minutes, check the spelling of the address, or call the hotline at the foot of the page: there may be no WhatsApp number registered.

signin-for = For
signin-confirm-heading = Confirm the e-mail address
signin-confirm-password = The password that you chose when registering
signin-confirm-submit = Confirm and Sign In
signin-confirm-wrong = Not the password of the latest registration. Check upper and lower case, or register once more.
signin-confirm-not-me = You did not register? Close this page; without confirmation the account cannot be used.
flash-signin-confirmed = Your e-mail address is confirmed. Welcome to Loket.
signin-set-heading = Set a password
signin-set-lead = Only you will know it. This link works once, until { $until }.
signin-new-password = New password
signin-set-submit = Save Password
signin-set-after = After saving, all old sessions end. Staff never ask for your password.
signin-guide = So that this password is safe
signin-guide-words = Put four or more unrelated words together; long beats complicated.
signin-guide-own = Do not use this password on any other site.
signin-guide-keep = Keep it in a password manager, not on paper or in a chat.
signin-guide-devices = Change it in your phone and mail apps too; devices that keep trying the old one get the account blocked.
flash-signin-password-set = The new password is saved and all old sessions have ended. Sign in with the new password.
signin-enrol-heading = Enrol two-step verification
signin-enrol-lead = From now on this account asks for the password and a code from the phone. This link works once, until { $until }.
signin-enrol-app = Install an authenticator app on the phone, for example Aegis, Google Authenticator or Microsoft Authenticator.
signin-enrol-scan = Scan this picture with the app.
signin-enrol-type = Cannot scan? Type this key into the app:
signin-enrol-code = Type the 6-digit code that the app shows.
signin-enrol-submit = Turn On Two-Step Verification
signin-enrol-after = Afterwards make recovery codes from My account and keep the print locked away.
flash-signin-enrolled = Two-step verification is on. Sign in with the password and the code from the phone.

signin-link-used = This link has been used
signin-link-expired = This link no longer works
signin-link-unknown = This link is not known
signin-link-unknown-next = Its address was cut off or changed. Open the link once more straight from the WhatsApp message or e-mail.
signin-link-confirm-next = Sign in with your address and password; if the address is not confirmed yet, a new link is sent right then.
signin-link-password-next = Ask for a new link through Forgotten password. Only the newest link works.
signin-link-request-next = Ask for a new link through Forgotten password: it goes to the person in charge of the account. If somebody else is in charge now, submit the request once more.
signin-link-enrol-next = The person in charge or a deputy can ask for a new link from My account, Second step. It is sent to the address of the mailbox.
signin-not-an-address = This e-mail address is not complete. Write it like name@campus.ac.id.

signin-letter-confirm-subject = Confirm your e-mail address
signin-letter-confirm = Open this link before { $until } to start using the Loket account { $what }:
    {"{link}"}

    You did not register? Ignore this message.
signin-letter-exists-subject = This address is registered already
signin-letter-exists = Somebody, perhaps you, registered with Loket as { $what }. This address has an account already: sign in with your old password, or use Forgotten password on the sign-in page.

    Not you? Nothing has changed; ignore this message.
signin-letter-released-subject = A new password lifts the block
signin-letter-released = The block of the account { $what } can be lifted. Open this single-use link before { $until } and set a new password; the account works again as soon as you have:
    {"{link}"}

    The old password does not open this account any more: somebody else may know it.

signin-letter-forgotten-subject = Link for a new password
signin-letter-forgotten = Open this link before { $until } to set a new password for { $what }:
    {"{link}"}

    You did not ask for it? Ignore this message; the old password still works.

signin-sessions = Sessions
signin-sessions-count = { $count ->
    [1] one device
   *[other] { $count } devices
}
signin-device = Device
signin-device-unknown = Another device
signin-since-when = Signed in since
signin-last-used = Last used
signin-this-session = This session
signin-action = Action
signin-end = End
signin-end-others = End All Other Sessions
signin-roles = Roles
signin-profile = About you
signin-profile-name = Name
signin-profile-address = E-mail
signin-profile-number = NIM or NIP
signin-sign-out = Sign out of Loket
flash-signin-session-ended = That session has ended. Its device must sign in again.
flash-signin-others-ended = All other sessions have ended. You stay signed in on this device.

signin-people = People and roles
signin-people-lead = A role holds in a unit. Changes hold from the next page on, and are recorded.
signin-failed-messages = Messages that could not be sent
signin-nobody-here = Nobody in this unit yet. Add people with the form below.
signin-whole-campus = Whole campus
signin-role = Role
signin-unit = Unit
signin-in-force = In force
signin-since = since { $when }
signin-period = { $first } to { $last }
signin-give-role = Give Role
signin-staff-address = E-mail address of the member of staff
signin-choose = Choose…
signin-name-missing = Enter your full name.
signin-address-missing = Enter the e-mail address of the person.
signin-role-missing = Choose the role.
signin-capacity-missing = Choose Plh. or Plt.
signin-person-missing = Choose the person.
signin-capacity = Held as
signin-capacity-plt = Acting (Plt.)
signin-capacity-plh = Acting (Plh.)
signin-capacity-definitive-long = Definitive
signin-capacity-plt-long = Plt. (the office is vacant)
signin-capacity-plh-long = Plh. (its holder is away)
signin-from = From
signin-until = Until
signin-until-hint = The last day counts. Only a definitive holder needs no end.
signin-term-date = This date cannot be read. Choose one from the calendar.
signin-term-acting = An acting officer needs a last day.
signin-term-order = The last day is before the first. Swap them or choose another.
signin-term-past = This time has passed. Choose today or later as the last day.
signin-unit-of-role = The super admin is that of the whole campus; every other role holds in one unit. Choose the unit accordingly.
signin-acting-leader-only = Only a leader can be acting. Choose Definitive for other roles.
signin-nobody = There is no account { $what }. Check its spelling in the list of accounts.
signin-not-staff = { $what } is not an active staff account. Roles are for lecturers and staff.
signin-has-role = { $what } holds that role in that time already. End the old one first, or choose other dates.
signin-own-role = You cannot end your own role of super admin. Ask another super admin to do it.
signin-acting-cannot = An acting officer cannot appoint another. Ask the definitive leader or the super admin to do it.
signin-not-of-unit = An acting officer is somebody else of the same unit. Choose a name from the list.
flash-signin-role-given = The role is given and recorded.
flash-signin-role-ended = The role has ended, which is recorded.
signin-acting-title = Acting officers
signin-acting-now = Appointed
signin-acting-none = Nobody yet. Whoever you appoint gets your disposition queue for that time.
signin-acting-appoint = Appoint an acting officer
signin-acting-as = As
signin-acting-person = Officer
signin-acting-submit = Appoint Officer
flash-signin-acting-given = The acting officer is appointed. The authority holds only in that time.
flash-signin-acting-ended = The time of the acting officer has ended.
