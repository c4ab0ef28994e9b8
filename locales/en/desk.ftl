# The desk: queues, the request for those who serve, the counter.
desk-rail = Queues
desk-rail-unit = Unit
desk-rail-mine = For me
desk-rail-queues = Queues
desk-rail-office = Office
desk-conversations = Conversations
desk-take-in = Take in a letter
desk-failed-messages = Failed messages

desk-shelf-milik-saya = Mine
desk-shelf-terlambat = Overdue
desk-shelf-semua-terbuka = All open
desk-shelf-perlu-verifikasi = To verify
desk-shelf-dikembalikan = Returned
desk-shelf-perlu-disposisi = To assign
desk-shelf-perlu-persetujuan = To approve
desk-shelf-diproses = In progress
desk-shelf-selesai = Finished

desk-tickets = { $n ->
    [1] { $count } ticket
   *[other] { $count } tickets
}
desk-of-these-late = { $count } overdue
desk-live-one = 1 new ticket.
desk-live-many = {"{"}n{"}"} new tickets.
desk-reload = Reload the queue
desk-search = Find a ticket
desk-search-title = Search results
desk-search-hint = Code, name or address
desk-all-services = All services
desk-all-steps = All steps
desk-step = Step
desk-apply = Apply
desk-remove-filter = , remove filter
desk-chip-service = Service { $id }
desk-col-person = Applicant and account
desk-col-hands = In hands of
desk-col-handled = Handled by
desk-take = Take
desk-keys-in = Inside the queue:
desk-keys-rows = move between rows
desk-keys-open = open the ticket
desk-keys-search = search
desk-only-newest = These words are in very many tickets: only the newest 5,000 were searched. Add another word.
desk-newest-first = Newest first
desk-range-due = Due { $days }, nearest first
desk-range-done = Finished { $days }, newest first

desk-waits-for-applicant = Waits for the applicant
desk-finished-on = Ended { $day }
desk-today = Today, { $time }
desk-left = { $what } left
desk-left-days = { $count ->
    [1] 1 working day left
   *[other] { $count } working days left
}
desk-late-days = { $count ->
    [1] 1 working day overdue
   *[other] { $count } working days overdue
}
desk-late = { $what } overdue
desk-span-hours = { $hours } h { $minutes } min
desk-span-minutes = { $minutes } min

desk-empty-milik-saya = No ticket is in your hands
desk-empty-terlambat = No ticket is overdue
desk-empty-semua-terbuka = No ticket is open
desk-empty-perlu-verifikasi = No letter waits to be verified
desk-empty-dikembalikan = No ticket waits for its applicant
desk-empty-perlu-disposisi = No ticket waits for the leader
desk-empty-diproses = No ticket is in progress
desk-empty-selesai = No ticket is finished yet
desk-empty-filtered = No ticket matches
desk-empty-filtered-lead = Remove a filter, or search with other words: at least two letters of the code, a name or an address.
desk-show-open = Show All Open Tickets
desk-next-queue = { $count ->
    [1] Next queue: { $queue }, 1 ticket.
   *[other] Next queue: { $queue }, { $count } tickets.
}
desk-open-queue = Open “{ $queue }”
desk-all-quiet = The other queues are empty too. New tickets appear here as they come in.

desk-problem = Not recorded.
desk-kept = What you wrote
desk-kept-lead = It is not part of the ticket yet. Copy it if you still need it.
desk-yours = You hold this ticket
desk-in-hands = In the hands of { $who }
desk-release = Give it back
desk-instruction = The leader’s instruction
desk-instruction-none = No special instruction.
desk-download = Download, { $size }
desk-request = Request
desk-revision = revision { $version }
desk-account = Account
desk-account-active = Active
desk-account-blocked = Blocked
desk-account-blocked-since = Blocked since { $when }
desk-account-closed = Closed
desk-account-none = Not in the account directory yet
desk-account-known = In the account directory
desk-block-cause = Cause of the block
desk-blocks-recent = Last 90 days
desk-block-repeat-hint = A block that comes back means that its cause was not handled. Say so in your words to the applicant.
desk-block-count = { $count ->
    [1] First block within 90 days.
   *[other] Block number { $count } within 90 days.
}
desk-verification = Verification
desk-fitted = { $yes } of { $all } fit
desk-owner = Owner
desk-now = Where it stands
desk-now-completed = This request is done. The applicant is asked to answer the survey.
desk-now-closed = This request is done and was rated by its applicant.
desk-now-returned = Waits for the applicant to correct it.
desk-now-rejected = This request was rejected.
desk-now-failed = This request could not be carried out.
desk-now-cancelled = This request was withdrawn by its applicant.
desk-now-submitted = This request was just submitted.
desk-now-verified = This request was verified.
desk-now-disposed = This request was assigned.
desk-now-processing = This request is in progress.
desk-waits-for-person = Waits for { $who }.
desk-waits-for-office = Waits for this unit’s { $who }.
desk-result = Result
desk-told-count = { $count ->
    [1] 1 message
   *[other] { $count } messages
}

desk-take-lead = Take this ticket, so that two people do not work on it. The applicant is told that it is in progress.
desk-take-ticket = Take the Ticket
desk-claim = Take it first, so that two people do not check it
desk-sending = Sending…
desk-finishing = Finishing…

desk-choices-kept = What you chose and wrote is still there below.
desk-checklist = Checklist
desk-lines = { $count ->
    [1] 1 line
   *[other] { $count } lines
}
desk-fit-count = {"{"}yes{"}"} of {"{"}all{"}"} fit
desk-fits = Fits
desk-misfits = No
desk-reason = Reason that the applicant reads
desk-line-open = This line is not judged yet.
desk-line-misfits = This line does not fit.
desk-choose = Choose a decision first.
desk-verify = Verify
desk-approve = Approve
desk-approve-hint = Available once all lines fit.
desk-then = Next step: { $step }.
desk-return = Return
desk-return-submit = Return to the Applicant
desk-return-hint = The applicant corrects what does not fit; everything typed stays.
desk-return-why = Write what the applicant has to correct, or mark the lines that do not fit.
desk-reject = Reject
desk-reject-submit = Reject the Request
desk-reject-hint = The ticket ends. A reason is required.
desk-words = Note to the applicant
desk-words-hint = The applicant reads it. Required for a rejection.
desk-decide = Send the Decision
desk-told-at-once = WhatsApp and e-mail leave as soon as you decide.

desk-dispose-to = Assign to
desk-choose-staff = Choose who will do it.
desk-no-staff = This unit has no staff yet. Ask the super admin to grant the role.
desk-running = { $count ->
    [0] No ticket in hand
    [1] 1 ticket in hand
   *[other] { $count } tickets in hand
}
desk-running-late = { $count } overdue
desk-instruction-field = Instruction
desk-deadline = Done by
desk-promise = Until the end of office hours. The service promises: { $when }
desk-deadline-missing = Choose a date, for example 2027-03-18.
desk-deadline-closed = The unit does not work on that day. Choose a working day.
desk-dispose = Assign
desk-disposition = Assignment
desk-recall = Recall the Assignment
desk-recall-no = Do Not Recall
desk-recall-hint = The ticket comes back to you, to be assigned anew.
desk-recall-question = Recall this assignment?
desk-recall-consequence = Ticket { $code } is taken from the member of staff and goes back to the queue of the leader.

desk-choose-result = Choose the result first.
desk-confirm = Prove that it is you
desk-confirm-late = Not saved: you last proved more than 15 minutes ago who you are.
desk-confirm-lead = Completing this step ends the second step of an account. So Loket makes sure first that it is you.
desk-do-unblock = Unblock this account
desk-do-unblock-effect = Loket lifts the block and records a receipt. The account can sign in at once.
desk-do-reset-second-step = End the lost two-step verification
desk-do-reset-second-step-effect = All apps, passkeys and recovery codes of this account end, and all its sessions. Its owner is told and enrols anew.
desk-do-unblock-waits = Somebody else may know the old password. Loket sends a single-use link to its owner; the block is lifted as soon as a new password is set.
desk-conditions = Before the block is lifted
desk-condition-password = Not yet. Loket sends the link when you finish this ticket.
desk-do-change-password = Send the link for a new password
desk-do-change-password-effect = A single-use link goes to the person in charge. All sessions of the account end now; the old password is replaced through that link.
desk-do-require-second-step = Require 2-Step Verification
desk-do-require-second-step-effect = The password alone is no longer enough. The link to enrol goes to the person in charge.
desk-do-open-application = Open the application
desk-do-open-application-effect = The account can use the application at once.
desk-do-create-mailbox = Create this mailbox
desk-do-create-mailbox-effect = The account is made without a password. A single-use link to set it goes to the person in charge.
desk-do-nothing = Done: { $step }
desk-do-nothing-effect = The applicant is told that this step is done.
desk-finish = Finish
desk-cannot-back = Cannot be done, send back
desk-cannot-end = Cannot be done, end the ticket
desk-cannot-end-hint = The ticket ends.
desk-back-to-leader = Back to the Leader
desk-back-to-admin = Back to the Admin
desk-end-ticket = End the Ticket
desk-reason-read = The applicant reads the reason.
desk-result-words-hint = The applicant reads it. Required if it cannot be done.
desk-remark = Remark on the work
desk-save-result = Save the Result
desk-never-a-password = A password is never written here. Its owner sets it through a single-use link.

desk-notes = Notes and messages
desk-note = Internal note
desk-note-hint = Only staff read it.
desk-note-save = Save the Note
desk-message = Message to the applicant
desk-message-hint = Goes out by WhatsApp and e-mail and appears on the ticket’s page.
desk-message-send = Send the Message

desk-take-in-aside = for people who come to the office
desk-take-in-lead = Choose the service, then scan the letter. Whoever brought it leaves with a receipt.
desk-take-in-none = This unit has no service with a letter that is handed over at the office.
desk-take-in-next = Take In the Next Letter
desk-counter-title = Take in a letter: { $service }
desk-counter-lead = Fill it in from the letter. News goes to the applicant, not to you.
desk-counter-send = Record and Print the Receipt
desk-caller-name = A name has at most 120 letters, on one line.
desk-caller-closed = The account with this address is closed. Ask the applicant for another address.
desk-applicant = Applicant
desk-received = Received
desk-receipt = Receipt
desk-receipt-again = Print the Receipt Again
desk-receipt-of-letter = Receipt for a letter
desk-receipt-qr = QR code of the ticket’s status page
desk-receipt-scan = Scan to see the status, or open
desk-receipt-hotline = Hotline { $number }. Staff never ask for your password.
desk-receipt-print = Print the Receipt

refused-long = This text has more than 2,000 letters. Shorten it, then send it again.

desk-restricted = At its owner's request, what is done with the data of { $address } is restricted since { $when }. Do only what the requested service needs.
flash-desk-taken = The ticket is in your hands.
flash-desk-released = The ticket is back in the queue.
flash-desk-approved = The decision is recorded. The applicant was told.
flash-desk-returned = { $what ->
    [0] The request was returned to the applicant.
    [1] The letter was returned to the applicant with one correction.
   *[other] The letter was returned to the applicant with { $what } corrections.
}
flash-desk-rejected = The request was rejected. The applicant was told.
flash-desk-disposed = The ticket is assigned. The member of staff sees it in the queue.
flash-desk-recalled = The assignment was recalled. The ticket waits for a new one.
flash-desk-completed = Done. The applicant was told and asked to answer the survey.
flash-desk-sent-back = The ticket was sent back with the reason.
flash-desk-ended = The ticket has ended. The applicant reads the reason.
flash-desk-noted = The note is saved. Only staff read it.
flash-desk-messaged = The message was sent to the applicant.
flash-desk-received = The request is recorded. Hand this receipt to whoever brought the letter.
desk-after-resubmit = Once the applicant resubmits
