# Shared mailboxes: who is in charge, deputies, invitations, how long they work.
mailboxes-news-offered-pic-subject = Invitation to be in charge: { $what }
mailboxes-news-offered-pic = { $who } invites you to be the *person in charge* (PIC) of the mailbox { $what }. Read what that means, then accept or decline by { $until }:
    { $url }
mailboxes-news-offered-deputy-subject = Invitation to be a deputy: { $what }
mailboxes-news-offered-deputy = { $who } invites you to be a *deputy* for the mailbox { $what }. Accept or decline by { $until }:
    { $url }
mailboxes-news-declined-subject = Invitation declined: { $what }
mailboxes-news-declined = { $who } *declined* the invitation for the mailbox { $what }. You can invite somebody else:
    { $url }
mailboxes-news-unanswered-subject = Invitation not answered: { $what }
mailboxes-news-unanswered = { $who } has *not answered* the invitation for the mailbox { $what } within 14 days. Invite once more, or choose somebody else:
    { $url }
mailboxes-news-deputy-added-subject = New deputy: { $what }
mailboxes-news-deputy-added = { $who } accepted the invitation and is now a *deputy* for the mailbox { $what }.

    { $url }
mailboxes-news-deputy-ended-subject = No longer a deputy: { $what }
mailboxes-news-deputy-ended = You are *no longer a deputy* for the mailbox { $what }. Your sessions in it have ended and its password is replaced.
mailboxes-news-password-due-subject = Set a new password: { $what }
mailboxes-news-password-due = { $who } is no longer a deputy for the mailbox { $what }, so *the old password no longer works*. Open this single-use link to set a new one:
    {"{link}"}
mailboxes-news-handed-over-subject = Another person is in charge: { $what }
mailboxes-news-handed-over = From now on { $who } is *in charge* of the mailbox { $what }. All sessions have ended and the old password no longer works.

    Is something wrong? Call the hotline.
mailboxes-news-in-charge-subject = You are in charge now: { $what }
mailboxes-news-in-charge = You are now the *person in charge* (PIC) of the mailbox { $what }. The old password no longer works; open this single-use link to set a new one:
    {"{link}"}

    Its page: { $url }
mailboxes-news-in-charge-by-request-subject = You are in charge now: { $what }
mailboxes-news-in-charge-by-request = You are now the *person in charge* (PIC) of the mailbox { $what }, as the letter of request says. The link for its password comes in a message of its own.

    Its page: { $url }
mailboxes-news-successor-sought-subject = A successor is invited: { $what }
mailboxes-news-successor-sought = The keepers of the accounts invite somebody else to be *in charge* of the mailbox { $what }. The reason: { $who }

    You stay in charge until that is accepted. Is something wrong? Call the hotline.
mailboxes-news-end-set-subject = How long the mailbox works: { $what }
mailboxes-news-end-set = The mailbox { $what } works until *{ $until }*. We remind you 30, 7 and 1 days before.

    { $url }
mailboxes-news-end-lifted-subject = The mailbox has no end: { $what }
mailboxes-news-end-lifted = The mailbox { $what } *has no end any more*.

    { $url }
mailboxes-news-ends-soon-subject = The mailbox ends soon: { $what }
mailboxes-news-ends-soon = The mailbox { $what } *ends on { $until }*. After that day nobody can sign in to it. Still needed? Ask the keepers of the accounts for more time before that day; this page says how:
    { $url }
mailboxes-news-ended-subject = The mailbox has ended: { $what }
mailboxes-news-ended = The mailbox { $what } *ended on { $until }* and all its sessions have ended. What is in it was not deleted. If it is still needed, ask the keepers of the accounts for more time:
    { $url }
mailboxes-news-asked-subject = Still needed? { $what }
mailboxes-news-asked = Is the mailbox { $what } *still needed*? Once a year we ask the person in charge. Answer on this page:
    { $url }
mailboxes-news-reminded-subject = Still needed? (reminder): { $what }
mailboxes-news-reminded = We have no answer from you yet: is the mailbox { $what } *still needed*? Without one, the keepers of the accounts will decide. Answer on this page:
    { $url }
mailboxes-news-closed-subject = The mailbox was closed: { $what }
mailboxes-news-closed = The mailbox { $what } was *closed* by the keepers of the accounts. The reason: { $who }

    Is something wrong? Call the hotline.

mailboxes-pic-gone = { $what } has no active campus account any more and cannot be in charge. Send the request back so that the applicant names another person.
mailboxes-no-holder = { $what } is no deputy for this mailbox any more. Load the page again.
mailboxes-too-many = This mailbox has 10 deputies or invitations already. End one of them, then invite again.
mailboxes-nobody = There is no active personal campus account { $what }. Check the spelling; use the address of a member of staff or a student.
mailboxes-holds-already = { $what } has that part already. Choose somebody else.
mailboxes-offered-already = { $what } has been invited and has not answered yet. Wait for the answer, or take that invitation back first.
mailboxes-answered = This invitation was answered, taken back, or its time has passed. Ask for another if it is still needed.
mailboxes-superseded = { $what } agreed to be in charge before you. There is nothing for you to do.
mailboxes-not-asked = No question waits for an answer; it may have been answered. Load the page again.

mailboxes-title = Shared mailboxes
mailboxes-lead = Mailboxes of units, journals or events that you answer for.
mailboxes-invited-as = Invitation to be { $part }
mailboxes-invited-by = From { $who }. Answer by { $until }.
mailboxes-read-invitation = Read the Invitation
mailboxes-none = You answer for no shared mailbox
mailboxes-none-next = Mailboxes of which you are in charge or a deputy appear here, and so do invitations. A new mailbox is asked for with a service.
mailboxes-mine = Those you answer for
mailboxes-mailbox = Mailbox
mailboxes-as = As
mailboxes-works-until = Works until
mailboxes-no-end = No end
mailboxes-to-confirm = To be confirmed
mailboxes-trail = Consent trail
mailboxes-trail-none = Nothing yet. Every invitation, agreement and change will be written down here.
mailboxes-agreed-pic = Agreed to be the person in charge (PIC)
mailboxes-agreed-deputy = Agreed to be a deputy
mailboxes-has-left = Left as a deputy
mailboxes-still-needed = Is this mailbox still needed?
mailboxes-still-needed-lead = Once a year we ask the person in charge. Not needed any more? Tell the keepers of the accounts on the hotline; nothing is closed unless they decide so.
mailboxes-confirm = Yes, Still Needed
mailboxes-holders = Person in charge and deputies
mailboxes-holders-none = Nobody is in charge yet. Invite somebody with the form below.
mailboxes-since = Since
mailboxes-away = account not active
mailboxes-leave = Leave
mailboxes-invited = Invited: { $part }
mailboxes-until-answer = answer awaited until { $day }
mailboxes-withdraw = Take Back
mailboxes-end-effect = When a deputy's part ends, so do their sessions, and the old password works no more. The person in charge gets a link to set a new one.
mailboxes-invite-deputy = Invite a deputy
mailboxes-invite-deputy-lead = A deputy uses this mailbox too and gets its news. The part begins when the invitation is accepted.
mailboxes-campus-address = Campus e-mail address
mailboxes-invite = Send the Invitation
mailboxes-hand-over = Hand the mailbox over
mailboxes-hand-over-lead = The successor is in charge on accepting the invitation. Then all sessions end, the old password works no more, and you answer for this mailbox no longer.
mailboxes-invite-successor = Invite a Successor
mailboxes-facts = The mailbox
mailboxes-need = Yearly confirmation
mailboxes-confirmed = Confirmed { $when }
mailboxes-confirmed-not-yet = Not due yet
mailboxes-asked-since = Asked { $when }, not answered yet
mailboxes-unconfirmed-since = Not confirmed; asked { $when }
mailboxes-more-time = More time needed?
mailboxes-more-time-how = Ask the keepers of the accounts for more time before that day has passed, on the hotline { $hotline } or with a service. After that day nobody can sign in, but nothing in it is deleted.
mailboxes-password-how = Only the person in charge can ask for a link to set a new password for this mailbox.
mailboxes-password-link = Ask for a password link
mailboxes-until = Until { $day }
mailboxes-invitation = Invitation
mailboxes-offer-pic = Be in charge of this mailbox?
mailboxes-offer-deputy = Be a deputy for this mailbox?
mailboxes-offered-by = Invited by
mailboxes-ground = Reason
mailboxes-answer-by = Answer by
mailboxes-agree-to = By accepting you agree:
mailboxes-agree-pic-1 = You answer for what is in this mailbox and how it is used, and get all news about it.
mailboxes-agree-pic-2 = You set a new password with the link that is sent to you; all old sessions end.
mailboxes-agree-pic-3 = Once a year you answer whether this mailbox is still needed.
mailboxes-agree-deputy-1 = You use this mailbox together with the person in charge, with a second step of your own.
mailboxes-agree-deputy-2 = You get news about its security and how long it works, and can leave at any time.
mailboxes-agree-recorded = This is written down with your name and the time; those who answer for the mailbox and the keepers of the accounts can read it.
mailboxes-accept = Accept
mailboxes-decline = Decline
mailboxes-offer-accepted = You have accepted this invitation
mailboxes-offer-declined = You have declined this invitation
mailboxes-offer-superseded = Somebody else has agreed to this part
mailboxes-offer-withdrawn = This invitation was taken back
mailboxes-offer-expired = The time of this invitation has passed
mailboxes-offer-over-next = There is nothing for you to answer. If it is still needed, ask whoever invited you for another.
mailboxes-list-lead = Those that need a decision of the keepers of the accounts. No mailbox is closed by itself.
mailboxes-concerns = What it is about
mailboxes-concern-ending = Ending
mailboxes-concern-message-subject = Shared mailboxes that need a decision of yours
mailboxes-concern-message = Shared mailboxes without anybody in charge who can act: { $orphaned }. Without an answer to the yearly question: { $unanswered }. Find somebody to be in charge, say that they are still needed, or close what is not.
mailboxes-concern-unconfirmed = Not confirmed
mailboxes-concern-orphaned = Nobody in charge
mailboxes-concern-endless = Events without an end
mailboxes-concern-ending-none = No mailbox ends within 30 days
mailboxes-concern-unconfirmed-none = All yearly questions were answered in time
mailboxes-concern-orphaned-none = Every mailbox has an active person in charge
mailboxes-concern-endless-none = Every mailbox of a journal or event has an end
mailboxes-concern-none-next = What needs your attention will appear here.
mailboxes-all-units = All Mailboxes of Units
mailboxes-asked = Asked
mailboxes-by-address = By address
mailboxes-keep = Say That It Is Needed
mailboxes-keep-lead = In place of the person in charge, with a reason that all who answer for it can read.
mailboxes-last-day = Last day
mailboxes-last-day-hint = That day still counts. Leave empty for no end. A mailbox that has ended works again with a new day.
mailboxes-set-end = Save the Last Day
mailboxes-seek-lead = For a mailbox whose person in charge has left or is not active. Whoever is invited must accept; the person now in charge is told.
mailboxes-close = Close the Mailbox
mailboxes-close-lead = Cannot be undone. All sessions end, the address cannot be used any more, and all who answer for it are told the reason.
mailboxes-pic-stays = The person in charge cannot simply leave. Invite a successor; your part ends when that is accepted.
mailboxes-own = You cannot invite yourself ({ $what }). Choose somebody else.
mailboxes-ground-missing = Write the reason, for example the number of a letter or ticket.
mailboxes-address-missing = Give the campus e-mail address of whoever is invited.
mailboxes-day-unreadable = This date cannot be read. Pick one from the calendar.
mailboxes-day-past = This date has passed. Choose today or later.
mailboxes-directory-link = Manage who answers for it and until when
flash-mailboxes-invited = The invitation is sent. The part begins when it is accepted.
flash-mailboxes-ended = The deputy's part has ended. A link for a new password is on its way to you.
flash-mailboxes-left = You are no longer a deputy for that mailbox.
flash-mailboxes-confirmed = Written down: this mailbox is still needed.
flash-mailboxes-accepted = Invitation accepted. You answer for this mailbox now.
flash-mailboxes-declined = Invitation declined. Whoever invited you is told.
flash-mailboxes-withdrawn = The invitation was taken back.
flash-mailboxes-end-set = The last day is saved; those who answer for it are told.
flash-mailboxes-closed = The mailbox is closed; those who answered for it are told.
mailboxes-open = Open This Mailbox
mailboxes-open-heading = Without a shared password
mailboxes-open-lead = A proof of your own account is enough. On this device you are then signed in as the mailbox, and its record names you.
