# Deciding without signing in: messages to officers, buttons on WhatsApp, links in e-mails.

remote-subject-verify = To verify: ticket { $code }
remote-subject-approve = To approve: ticket { $code }
remote-subject-dispose = To assign: ticket { $code }
remote-subject-work = Work for you: ticket { $code }
remote-applicant = Applicant: { $who }
remote-account = Account: { $address }
remote-repeats = Block number { $count } in 90 days
remote-due = Due { $when }
remote-instruction = Instruction: { $words }
remote-work = Do it at the desk: { $url }
remote-tap = Answer with a button below, or open it at the desk: { $url }
remote-link = See the letter and decide without signing in:
remote-link-once = This link is for you only, so do not forward it. It works until { $until }, for one decision.
remote-desk = Or sign in to the desk: { $url }

remote-button-approve = Approve
remote-button-approve-now = Yes, approve
remote-button-return = Return
remote-button-return-now = Yes, return
remote-button-dispose = Assign to…
remote-button-cancel = Cancel

remote-approve-sure = Approve ticket { $code }?
remote-approve-lines = With “Yes, approve” you say that all of these fit:
remote-letter = The letter and what is attached:
remote-why = Why does ticket { $code } go back? Write the reason in one message, within 15 minutes. The applicant will read it.
remote-return-sure = Return ticket { $code } for this reason?

    { $reason }

    To change it, send another reason.
remote-dispose-to = To whom do you assign ticket { $code }? It is due { $day }. For other staff, an instruction or another date:
remote-second-step = The decision on ticket { $code } needs your second step. Open this page and prove it there:
remote-cancelled = All right. Nothing was decided about ticket { $code }.
remote-done = Your decision on ticket { $code } is recorded.
remote-moved = Ticket { $code } has changed since that message was sent. Your tap changed nothing.
remote-still-yours = This ticket still waits for your decision:
remote-held = { $who } is working on this ticket. If need be ask { $who } to release it, or see { $url }
remote-last = Last: { $what } by { $who }, { $when }.
remote-now = Status now: { $status }.
remote-see = See it at the desk: { $url }
remote-not-yours = This ticket does not wait for your decision. Your queue is at the desk: { $url }
remote-not-understood = We do not know that button any more. Your queue is at the desk: { $url }
remote-unknown-number = This number cannot be used to decide: it is not proven, or more than one account has it. Sign in to the desk: { $url }

remote-you-are = For { $who }.
remote-once = This page is open without signing in, until { $until } and for one decision.
remote-to-desk = Open at the desk
remote-sign-in = Sign in to the desk
remote-changed = Something happened to this ticket since you opened the page. Your decision is not recorded yet; look again, then decide.
remote-prove = Prove your second step
remote-prove-lead = This decision is about an account that somebody will enter. The link alone is not enough; prove that it is you.
remote-prove-none = This decision is about an account that somebody will enter, so the link alone is not enough. You have no second step yet; sign in to decide at the desk.
remote-prove-submit = Continue
remote-prove-first = Prove your second step first. Your decision is not recorded yet.

remote-over-unknown = This link is not known
remote-over-unknown-next = It may have been cut when it was copied. Open it from your e-mail again, or sign in to the desk.
remote-over-used = Your decision is recorded
remote-over-used-next = This link has been used: one link is for one decision. Everything else is at the desk.
remote-over-expired = This link has expired
remote-over-expired-next = Sign in to the desk to decide.
remote-over-not-yours = This ticket does not wait for your decision
remote-over-not-yours-next = Your role or account changed since that e-mail was sent. Sign in to see what is yours to do now.
remote-over-moved = This ticket has been dealt with
remote-over-moved-next = Somebody was faster, or the applicant corrected it. This link decides nothing any more.

remote-via-whatsapp = Decided on WhatsApp
remote-via-email = Decided through the link in an e-mail
