# Requests: statuses, events, the form, the ticket.
status-draft = Draft
status-submitted = Submitted
status-verified = Verified
status-disposed = Assigned
status-processing = In progress
status-completed = Completed
status-closed = Closed
status-returned = Returned for correction
status-rejected = Rejected
status-failed = Could not be done
status-cancelled = Cancelled

event-submitted = Submitted
event-resubmitted = Resubmitted
event-taken = In progress
event-claimed = Being checked
event-released = Released to the queue
event-approved = Verified
event-returned = Returned for correction
event-rejected = Rejected
event-disposed = Assigned
event-recalled = Assignment recalled
event-completed = Carried out
event-done-again = Done again and closed; the survey was answered before
event-failed = Could not be done
event-cancelled = Cancelled
event-reopened = Reopened
event-rated = Survey answered
event-noted = Staff note
event-messaged = Message from staff

capacity-applicant = applicant
capacity-helpdesk = helpdesk
capacity-admin = unit admin
capacity-leader = leader
capacity-staff = staff
capacity-plt = acting leader (Plt.)
capacity-plh = acting leader (Plh.)
capacity-system = Loket

requests-you = You
requests-who-disposed = { $who } assigned { $what }
requests-who-counter = Handed in at the office, received by { $who }
requests-internal = Staff only
requests-when = (if { $what })

requests-form-request = Request: { $service }
requests-form-complaint = Complaint: { $service }
requests-form-correct = Correction: { $service }
requests-send = Send Request
requests-resend = Send Again
requests-sending = Sending…
requests-wait = Wait until all files are stored.
requests-save-draft = Save Draft
requests-draft-saved = Draft last saved at { $time }.
requests-draft-saved-script = Draft saved at {"{"}time{"}"}.
requests-draft-failed = The draft is not saved yet. Your answers are still on this page.
requests-revised = This service was just revised. Your answers and files are kept; check the new form and send it again.
requests-after = After you send
requests-if-today = If sent today, { $day }
requests-due-before = If sent now, done no later than
requests-plan-code = You get a ticket number
requests-plan-at-once = At once, by WhatsApp and e-mail
requests-plan-by = No later than { $day }
requests-plan-days = { $count ->
    [1] One working day.
   *[other] { $count } working days.
}
requests-plan-skipped = { $what } not counted.
requests-aside = Notes
requests-need-help = Need help?
requests-hotline = Hotline
requests-letter = Application letter
requests-letter-open = Print the filled-in application letter
requests-letter-hint = Save the draft first, so that your latest answers are printed too.
requests-letter-lead = Print it, have it signed and stamped, scan it, and upload it on the request page.
requests-letter-print = Print Letter
requests-letter-back = Back to the request

requests-pic-name = Name
requests-pic-email = SSO e-mail address
requests-options-later = The options appear once the question above is answered.
requests-pic-whatsapp = WhatsApp number

requests-counter-person = Applicant at the counter
requests-counter-name = Name of the applicant
requests-counter-email = E-mail address of the applicant
requests-counter-name-missing = Enter the applicant's name as in the letter.
requests-counter-whatsapp = WhatsApp number of the applicant

requests-file-rule = { $kinds }, at most { $most }.
requests-file-required = Upload { $what }.
requests-file-empty = { $name } is empty. Scan it again and choose a file with content.
requests-file-type = { $name } is not { $kinds }, whatever its name says. Upload the original scan.
requests-file-too-large = { $name } is too large. At most { $most }; try scanning it again at a lower quality.
requests-file-too-many = { $most ->
    [1] Only one file. Remove the other first.
   *[other] At most { $most } files. Remove one first.
}
requests-file-stored = Stored
requests-file-remove = Remove
requests-file-add = Add a file
requests-file-exchange = Exchange the file
requests-file-sending = {"{"}sent{"}"} of {"{"}size{"}"}, about {"{"}seconds{"}"} seconds left
requests-file-checking = Checking the file…
requests-file-cancel = Cancel
requests-file-retry = Try again
requests-file-too-large-script = This file is {"{"}size{"}"}. At most {"{"}max{"}"}; try scanning it again at a lower quality.
requests-file-broken = The upload broke off. Check your connection and try again.

requests-account-unknown = { $address } is not in the account directory. Check its spelling.
requests-account-taken = { $address } is taken. Choose another name.
requests-account-not-blocked = { $address } is not blocked. If you still cannot sign in, reset its password or call the hotline.
requests-pic-unknown = { $address } is not a campus account. The person in charge must be able to sign in with the campus SSO.
requests-pic-outside = { $address } does not belong to { $unit }. The person in charge must come from that unit.

requests-code = Ticket number
requests-stub-service = Service { $service }
requests-stub-day = received { $day }
requests-due = Due date
requests-done = Request completed
requests-opening-now = The block is lifted. The account can be used normally again.
requests-opening-with-password = One step is left: the owner of the account sets a new password with the single-use link that we have sent. The block is lifted with it. The old password is not valid any more.
requests-opening-advice = How to keep it from being blocked again:
requests-blocked-tickets = Your requests
requests-blocked-ask = Ask for Unblocking
requests-blocked-again = Make Another Request
requests-blocked-reach = While the account is blocked you can only ask for its unblocking and follow the ticket. This session ends after four hours, or when the block is lifted.
requests-only-own-account = In this session you can only ask about your own blocked account. Give the address of that account.
requests-unblock-purpose = Request to unblock the account { $address }, blocked since { $since } with the cause: { $cause }. The account is needed for work at the campus.
requests-survey = How was our service?
requests-survey-lead = Nine questions, about two minutes. Your answers become the unit's satisfaction index.
requests-survey-button = Answer Survey
requests-to-correct = { $count ->
    [1] One thing to correct
   *[other] { $count } things to correct
}
requests-kept-due = Your other answers are kept. The due date is counted anew after you send.
requests-correct = Correct and Resubmit
requests-correct-short = Correct
requests-note = Note from staff
requests-timeline = Timeline
requests-newest-first = newest first
requests-after-resubmit = After you resubmit
requests-ahead = Next steps
requests-sent-answers = What you sent
requests-told = News sent
requests-told-none = No news yet. Every change of status is told by WhatsApp and e-mail.
requests-attachments = Attachments
requests-attachments-none = No attachments.
requests-not-done = Not solved?
requests-reopen-until = The ticket can be reopened until { $day }.
requests-reopen = Reopen
requests-changed-mind = Changed your mind?
requests-cancel-hint = A request can be cancelled as long as it is not being processed.
requests-cancel = Cancel Request
requests-confirm-batal-question = Cancel this request?
requests-confirm-batal-consequence = Ticket { $code } is closed and cannot be reopened.
requests-confirm-batal-yes = Cancel Request
requests-confirm-batal-no = Keep Request
requests-confirm-buka-kembali-question = Reopen this ticket?
requests-confirm-buka-kembali-consequence = Ticket { $code } goes back to staff and its due date is counted anew.
requests-confirm-buka-kembali-reason = What is not solved?
requests-confirm-buka-kembali-yes = Reopen
requests-confirm-buka-kembali-no = Leave It Closed

requests-mine-empty = No requests yet
requests-mine-empty-lead = What you send appears here, with its status and due date.
requests-find-service = Find a Service
requests-col-ticket = Ticket
requests-col-request = Request
requests-col-service = Service
requests-col-status = Status
requests-col-action = Your action
requests-draft-changed = changed { $when }
requests-continue = Continue
requests-waits-for-you = waiting for you
requests-pages = Pages
requests-to-start = To the start
requests-next = Next
requests-track-sign-in = Answers, attachments and notes are visible only to the applicant after logging in.

refused-approve = Verification can only be chosen when every line of the checklist fits. Judge each line and send again.
refused-return = Write a reason for each line that does not fit, so that the applicant knows what to correct.
refused-reject = Write the reason for the rejection; the applicant will read it.
refused-reason = Write the reason first, at most 2,000 characters.
refused-note = The note is empty or longer than 2,000 characters. Shorten it and send again.
refused-assignee = This person is not staff of this unit now. Reload the page and choose somebody else.
refused-deadline = The due date has passed. Choose a date from today on.
refused-take-first = Take this ticket first, then state its outcome.
refused-cancel = This request is already being processed or has ended, so it cannot be cancelled. Call the unit's hotline if needed.
refused-reopen = A ticket can only be reopened within 14 days after completion. Send a new request.
refused-resubmit = This ticket is not waiting for your correction. Open the ticket page to see where it stands.
refused-rate = The survey can be answered only once, after the request is completed.
refused-account-gone = The account { $what } is no longer in the directory. State that it could not be done, or check the directory.
conflict-moved = Ticket { $what } has moved to another step. Reload the page to see where it stands now.
conflict-held = { $what } has already taken this ticket. Choose another one, or ask { $what } to release it.
conflict-assigned = This ticket is assigned to { $what }. Only { $what } can take it.
conflict-corrected = The applicant has corrected ticket { $what } since you opened this page. Your decision was not recorded; check the new answers and files, then decide again.
conflict-decided = { $what } decided on this ticket before you. Your decision was not recorded; reload the page to see the outcome.

flash-requests-sent = Request sent. Your ticket number is { $what }.
flash-requests-draft = Draft saved. You can continue any time from My History.
flash-requests-cancelled = Request cancelled.
flash-requests-reopened = Ticket reopened. Staff will continue with it.
flash-requests-resent = Correction sent. The due date is counted from now.

message-subject = { $status }: ticket { $code }
message-next-open = Due: { $due }.
message-next-returned = Correct and resubmit from the ticket page. Your other answers are kept.
message-next-rejected = The ticket ends here. You can send a new request once the reason is solved.
message-next-failed = The ticket ends here. Call the unit's hotline for another way.
message-next-completed = Your request is completed. Please answer the short survey on the ticket page.
message-next-closed = Thank you, we have received your survey.
message-next-done-again = Your request is done again. You have answered the survey already, so the ticket is closed.
message-next-cancelled = The request was cancelled as you wished.
message-link-subject = Single-use link for { $address }
message-link-change-password = The password of { $address } is to be changed (ticket { $code }). Open this single-use link to set a new one:
message-link-unblock = The block of { $address } can be lifted (ticket { $code }). Open this single-use link and set a new password; the account can be used again as soon as you have:
message-link-require-second-step = 2-Step Verification is now required for { $address } (ticket { $code }). This link proves that the address belongs to your unit. The person in charge opens it, signs in with the own account and enrols the second step:
message-link-create-mailbox = The account { $address } has been created (ticket { $code }). Open this single-use link to set its password:
requests-told-queued = Being sent
requests-told-sent = Sent
requests-told-delivered = Delivered
requests-told-read = Read
requests-told-replaced = Did not arrive, sent on the other channel
requests-told-failed = Failed, staff will send it again
message-next-done-only = Your request is completed.
