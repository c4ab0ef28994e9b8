# My account: password, contacts, trail, personal data.
profile-crumbs = Where this page is
profile-back = Back to My Account
profile-security = Security and contacts
profile-change-password = Change password
profile-second-step = Set up 2-step verification
profile-whatsapp = WhatsApp
profile-recovery = Recovery e-mail
profile-proven = proven
profile-unproven = not proven yet
profile-none-yet = None yet.
profile-change-whatsapp = Change WhatsApp number
profile-change-recovery = Change recovery e-mail
profile-contacts-why = Links for a new password and news about security go to proven contacts. Give both: when the password is forgotten, only these can be used.
profile-wrong = Something wrong? Ask for correction
profile-your-data = Your personal data
profile-language = Language of messages
profile-lang-id = Indonesian
profile-lang-en = English
profile-save = Save
profile-restricted = What is done with your data is restricted since { $when }.
flash-profile-language = The language is saved. The next message is written in it.

profile-password-heading = Change password
profile-password-lead = All other sessions end; you stay signed in on this device.
profile-password-old = Current password
profile-password-missing = Type the current password. If you have forgotten it, use Forgot password.
profile-password-same = This is the current password. Choose another one.
profile-password-submit = Change Password
profile-password-after = You are told on all your contacts. Change the password that is stored in your phone and mail programs, too.
flash-profile-password-changed = The password is changed and all other sessions have ended. Change it in your phone and mail programs, too.

profile-whatsapp-heading = WhatsApp number
profile-whatsapp-lead = News about requests and security and links for a new password go to this number.
profile-whatsapp-label = WhatsApp number
profile-whatsapp-remove = Remove WhatsApp Number
profile-recovery-heading = Recovery e-mail
profile-recovery-lead = A private address outside of this account. Links for a new password when you have forgotten yours go there, and all news about security.
profile-recovery-label = Another e-mail address
profile-recovery-remove = Remove Recovery E-mail
profile-recovery-own = This is the address of the account itself: when its password is forgotten, its mailbox does not open. Give another address.
profile-contact-now = Now
profile-contact-same = This contact is proven already. Give another one, or go back to My Account.
profile-contact-after = We send a code of 6 digits there. The contact counts only after you have typed that code; the old one is told.
profile-contact-remove-hint = A contact that is removed receives nothing any more, and cannot be used when the password is forgotten.
profile-send-code = Send Code
profile-code-heading = Type the code from the message
profile-code-lead = The code was sent to { $where }. It works for 10 minutes.
profile-code-submit = Prove
profile-code-again = Send a new code or change the contact
profile-code-after = After { $most } wrong ones it works no more; it can be used once.
profile-code-wrong = This code does not match. Look at the newest message; { $left } more tries.
profile-code-subject = Code to prove your contact
profile-code-letter = Your code: *{"{code}"}*

    Type it in Loket within 10 minutes to use this contact for { $what }. Give this code to nobody.

    You did not ask for it? Ignore this message; nothing changes.
flash-profile-contact-proven = The contact is proven and saved. The old contact is told of the change, too.
flash-profile-contact-removed = The contact is removed. That contact is told so.
flash-profile-code-over = That code does not work any more. Send a new one.

profile-trail-heading = Who touched this account
profile-trail-lead = Every member of staff who opens or changes something is recorded here, and what you do yourself. Reading the same thing is recorded once a day.
profile-trail-empty = Nobody has touched this account yet
profile-trail-empty-lead = As soon as staff open your account or a request of yours, it shows here.
profile-trail-what = What was done
profile-trail-who = By
profile-trail-why = For ticket
profile-trail-when = When
profile-trail-you = Yourself
profile-trail-loket = Loket, by itself
profile-newest-first = The newest first.
profile-pages = Pages
profile-to-start = To the start
profile-next = Next

profile-data-heading = A copy of my data
profile-data-lead = All that Loket holds on you in one file. Each copy is recorded in the trail of the account.
profile-data-json = Download JSON
profile-data-proof = Before the file is made you may be asked to prove once more that it is you. JSON can be read by other programs.
profile-data-what = What is in it
profile-data-without = Left out: secrets (passwords, keys, codes) and internal notes of staff.
profile-part-account = Account
profile-part-contacts = Contacts
profile-part-password = Password (when it was changed, not what it is)
profile-part-authenticators = Second steps
profile-part-recovery_codes = Recovery codes (when made and used)
profile-part-sessions = Sessions
profile-part-browsers = Known browsers
profile-part-roles = Roles
profile-part-mailboxes = Shared mailboxes
profile-part-in_charge_of = Accounts that you answer for
profile-part-roster = Student roster
profile-part-slips = PINs issued anew (when and by whom)
profile-part-requests = Requests and their answers
profile-part-events = What happened to each request
profile-part-attachments = Attachments (names and fingerprints)
profile-part-drafts = Drafts
profile-part-surveys = Surveys
profile-part-blocks = Blocks
profile-part-applications = Applications
profile-part-receipts = Receipts of what was done to the account
profile-part-links = Single-use links (when sent and used)
profile-part-messages = Messages about requests
profile-part-notices = Messages about the account
profile-part-data_requests = Requests about personal data
profile-part-trail = Who touched this account

profile-ask-heading = Requests about personal data
profile-ask-see = See your requests
profile-ask-lead = Ask for your data to be corrected, or for what is done with them to be restricted. You get an answer within 72 hours, holidays included (Law 27/2022).
profile-ask-new = New request
profile-ask-yours = Your requests
profile-ask-none = None yet. What you ask shows here with its due time.
profile-ask-kind = What is asked
profile-ask-kind-correct = Correction of data
profile-ask-kind-restrict = Restriction of processing
profile-ask-kind-lift = End of the restriction
profile-ask-kind-missing = Choose what you ask.
profile-ask-what = Which data
profile-ask-what-hint = For example: the name reads "Galih Pratma" and should be "Galih Pratama".
profile-ask-what-missing = Write which data you mean and what they should be.
profile-ask-why = Why
profile-ask-why-hint = For example: as on the identity card, or as decreed.
profile-ask-why-missing = Write in short why.
profile-ask-long = This text is too long. Write at most 2,000 letters.
profile-ask-submit = Send Request
profile-ask-restrict-means = While it is restricted, staff see a mark on your account and process only what the services that you ask for need; you are not invited to surveys.
profile-ask-many = Three of your requests wait for an answer. Wait until one is answered, then ask again.
profile-ask-unfit = The account has changed: load this page again to see what can be asked.
profile-ask-own = This is your own request. A colleague who keeps the directory answers it.
profile-ask-answered = A colleague has answered this request. Load it again to see the answer.
profile-ask-asked = Asked
profile-ask-due = Due
profile-ask-answer = Answer
profile-ask-answered-at = Answered
profile-ask-state-open = Waiting
profile-ask-state-done = Done
profile-ask-state-refused = Refused
profile-ask-left = { $hours ->
    [0] less than an hour left
    [1] one hour left
   *[other] { $hours } hours left
}
profile-ask-late = { $hours ->
    [0] just late
    [1] one hour late
   *[other] { $hours } hours late
}
profile-ask-told-subject = Answer to your request about personal data
profile-ask-told-correct = Your data are *corrected*. The details are in My Account.
profile-ask-told-restrict = What is done with your data is *restricted* from now on.
profile-ask-told-lift = The restriction of what is done with your data has *ended*.
profile-ask-told-refused = Your request about personal data is *refused*. The reason:
flash-profile-asked = The request is sent. The answer comes within 72 hours; you are told on your contacts.
flash-profile-answered = The answer is saved, recorded and sent to the owner.

profile-field-name = Name
profile-field-number = Student or staff number
profile-field-organisation = Unit or faculty
profile-field-whatsapp = WhatsApp number

profile-keep-heading = Requests about personal data
profile-keep-lead = Answered within 72 hours of being asked, by the clock on the wall. The most urgent first.
profile-keep-none-open = No request is waiting
profile-keep-none-done = None was done yet
profile-keep-none-refused = None was refused yet
profile-keep-none-lead = Owners' requests for correction or restriction show here with the time that is left.
profile-keep-directory = To the Accounts
profile-keep-owner = Owner
profile-keep-too-late = too late
profile-keep-asked = What is asked
profile-keep-now = The data now
profile-keep-do-correct = Correct the data
profile-keep-do-restrict = Restrict processing
profile-keep-do-lift = End the restriction
profile-keep-means-restrict = The account is marked for all staff; invitations to surveys are not sent any more. Services that the owner asks for go on.
profile-keep-means-lift = The mark on the account is taken away and processing is as usual again.
profile-keep-submit-correct = Save Correction
profile-keep-submit-restrict = Restrict Processing
profile-keep-submit-lift = End Restriction
profile-keep-refuse = Refuse With a Reason
profile-keep-answer = Words to the owner
profile-keep-answer-hint = Needed for a refusal. The owner reads them in My Account and in a message.
profile-keep-reason-missing = Write why it is refused: the owner must be able to understand it.
profile-keep-nothing-changed = Nothing is changed yet. Correct the data in their fields, or refuse with a reason.
profile-keep-name-missing = The name cannot be empty. Give the full name of the owner.
