# Conversations: the engine that answers, the window of the site, the helpdesk's desk.
chat-title = Ask
chat-lead = Write what you need in your own words, or choose a button.
chat-conversation = Conversation
chat-you = You
chat-applicant = Applicant
chat-engine = Loket’s automatic answers
chat-your-words = Your message
chat-send = Send
chat-sending = Sending…
chat-no-words = (a picture or sound, not words)
chat-tapped = (chose a button)
chat-open-page = Open the page
chat-reload = Reload to see the answer
chat-promise = Do not write passwords or PINs here; our staff never ask for them either.
chat-sign-in = Sign in to hear how your tickets stand
chat-with-waiting = The helpdesk of { $unit } has been told. The automatic answers stay silent until somebody answers.
chat-with-person = { $name }, { $unit }, is talking with you.
chat-empty = Write your message first.
chat-too-long = At most 1,000 characters. Shorten your message; what you typed is still below.

chat-button-status = My ticket’s status
chat-button-hours = Office hours
chat-button-person = Talk to a person
chat-button-terms = What do I need?
chat-button-link = Send my link again
chat-button-leave = Cancel

chat-hello = Hello! These are Loket’s automatic answers.
chat-hello-name = Hello { $name }! These are Loket’s automatic answers.
chat-can =
    I can help with three things:
    – how your ticket stands
    – which service you need, what it asks for, how long it takes and what it costs
    – office hours
    For anything else I connect you with a person.
chat-welcome = You are welcome. Write again any time.
chat-unknown = Sorry, I did not understand that. Try other words.
chat-unknown-code = That is not a ticket number yet. It has 9 characters, for example R4K-7MD-2Q3; it is in the messages that you got.
chat-unknown-service = I did not find that service. Try its name or its number, for example “service 45”.
chat-left = All right. Is there anything else you need?
chat-speaks = All right, I will write English.
chat-stopped = You will get no more messages from Loket on this number. Reply START to get them again.
chat-started = All right, Loket writes to this number again. Reply STOP if you do not want that.
chat-stop-here = STOP and START are for messages on WhatsApp: reply to them there.

chat-prove = I tell how a ticket stands only to its applicant. Please sign in first: { $url }
    With the WhatsApp number that is proven in your account ({ $number }) you can also ask on WhatsApp.
chat-prove-number = I tell how a ticket stands only to a number that is proven to be its applicant’s, and this one is not yet.
    Prove this number at { $number }, or sign in: { $url }
chat-code-wrong = That ticket number has a typing mistake. It has 9 characters, for example R4K-7MD-2Q3, without the letters I, O, U and the digits 0 and 1. Please write it again.
chat-not-yours = Your account has no ticket { $code }. Check the number, or sign in with the account that made the request.
chat-no-requests = Your account has no tickets yet. Write which service you need, for example “account blocked”.
chat-which-request = Which ticket?
chat-choose = Reply with its number.
chat-status = Ticket { $code}: *{ $status }*
    { $service }
chat-status-open = By { $due } at the latest.
chat-status-returned = Something needs to be corrected by you; open the ticket to read what.
chat-status-done = It is done. The result was sent to the person in charge.
chat-status-refused = The reason is on the page of the ticket.
chat-status-cancelled = You cancelled this ticket.

chat-which-link = The link of which ticket?
chat-link-sent = A new link for ticket { $code } was sent to { $to }. The old one does not work any more.
chat-link-none = No link is waiting: it was used, or the ticket does not need one.
chat-link-late = That ticket was completed more than 14 days ago, so its link cannot be sent again. Please request the service once more.
chat-link-often = The link of that ticket was sent again three times today. Try again tomorrow.
chat-link-forgotten = Forgot the password of your own account? Ask for a link at { $url }

chat-others = Or one of these? Reply with its number:
chat-terms-which = The requirements of which service? Write its name or number, for example “requirements journal e-mail”.
chat-terms = *Requirements of { $service }*
chat-terms-facts = It takes: { $time }. Fee: { $cost }.
chat-terms-more = More, and the form:

chat-hours-open-on = { $day }: open
chat-hours-closed-on = { $day }: closed
chat-hours-others = Other units: { $units }. Write a name to see its hours.

chat-person = All right, I am telling the helpdesk of { $unit }.
chat-person-number = Write your question now; the answer comes here.
chat-person-account = Write your question now. The answer will be on this page, and comes by e-mail if you have left.
chat-person-visitor = Write your question now. The answer will be on this page, in this browser; do not delete its cookies.
chat-person-back = Write “cancel” to go back to the automatic answers.
chat-closed = The conversation with our staff has ended. The automatic answers are back; write any time.
chat-passed-on = The conversation was passed on to the helpdesk of { $unit }; the answer comes from there.
chat-mail-subject = Answer of the { $unit } helpdesk
chat-mail-more = Reply at { $url }

chat-desk-title = Conversations
chat-desk-lead = Those who asked to talk to a person; who waits longest comes first.
chat-desk-none = Nobody is waiting
chat-desk-none-next = Whoever asks for a person, on WhatsApp or on the site, appears here by itself.
chat-desk-to-queue = To the queue of tickets
chat-desk-who = From
chat-desk-channel = Through
chat-desk-last = Last words
chat-desk-since = Since
chat-desk-unit = Unit
chat-desk-state = State
chat-desk-waits = Waits for an answer
chat-desk-talks = Answered by { $name }
chat-desk-visitor = Visitor of the site
chat-desk-site = Site, Ask page
chat-desk-proven = This person has proven to own the account. Only tickets of that account may be talked about.
chat-desk-number = This number is not proven to belong to any account: say nothing about a ticket, nor whether there is one.
chat-desk-unknown = This visitor has not signed in: say nothing about a ticket, nor whether there is one.
chat-desk-answer = Answer
chat-desk-answer-hint = At most 1,000 characters. Never ask for a password or write one.
chat-desk-send = Send the answer
chat-desk-close = End the conversation
chat-desk-close-means = After that the automatic answers serve this person again.
chat-desk-pass-on-to = A matter of another unit?
chat-desk-pass-on = Pass on
flash-chat-closed = The conversation has ended.
flash-chat-passed-on = The conversation was passed on.
