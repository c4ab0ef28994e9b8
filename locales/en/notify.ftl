# Messages: their fixed words, the page of the demo, the super admin's list.
notify-dear = Dear { $name },
notify-promise = We never ask for your password.
notify-channel-whatsapp = WhatsApp
notify-channel-email = E-mail

notify-shown = Messages sent
notify-shown-lead = What people will receive once real delivery is switched on; in the demo messages are only shown here. Newest first.
notify-shown-empty = No messages yet. Every change in the status of a request appears here as the WhatsApp message and the e-mail that it will be.
notify-recipient = To
notify-everybody = All recipients
notify-filter = Show
notify-newest = Only the newest. Choose a recipient to see all messages to them.
notify-no-chats = No WhatsApp messages to this recipient.
notify-no-mails = No e-mails to this recipient.
notify-mails = { $count ->
    [1] 1 e-mail
   *[other] { $count } e-mails
}
notify-to = To { $who }, { $when }

notify-index = Outgoing messages
notify-states = State of the messages
notify-failed = Failed
notify-waiting = Waiting
notify-none-failed = No failed messages. A message that cannot be sent appears here with the reason.
notify-none-waiting = No messages are waiting. All have been handed to their channels.
notify-missing-whatsapp = No WhatsApp channel is configured. WhatsApp messages are kept in the outbox and leave as soon as there is one.
notify-missing-email = No e-mail channel is configured. E-mails are kept in the outbox and leave as soon as there is one.
notify-no-channel = No channel configured
notify-waits = Waiting its turn
notify-link-gone = The link in it has been used or has expired
notify-never-ended = The program ended in the middle of every attempt; look into its log before sending again
notify-night = Night time; leaves from 06:00
notify-unsure = The channel's answer was lost on the way; waiting for word of it before sending again
notify-stopped-subject = The { $channel } channel has stopped
notify-stopped-message = The { $channel } channel refuses every message and will not recover by itself. Its reason: { $why }. The messages that wait are not lost; they leave as soon as the channel works again.
notify-broken = { $channel } is out of order since { $when }.
notify-broken-next = Its messages wait and are not lost; tried again { $when }.
notify-try-now = Try now
notify-letter = Correct a message
notify-recipient-number = WhatsApp number
notify-recipient-address = E-mail address
notify-subject = Subject
notify-subject-length = Write a subject of at most 200 characters.
notify-body = Text
notify-body-length = Write a text of at most 3,500 characters.
notify-body-link = Leave {"{"}link{"}"} in the text once if this message carries a link; other messages do not use that word.
notify-body-link-hint = {"{"}link{"}"} becomes a single-use link as the message leaves. Staff never see it.
notify-correct = Save and send again
notify-correct-link = Correct
notify-correct-hint = Salutation, signature and the warning about passwords are added by themselves. Your name and the time are recorded.
flash-notify-try = One message will try this channel. If it succeeds the others follow.
notify-ticket = Ticket
notify-content = Content
notify-reason = Reason
notify-attempts = Attempts
notify-of = { $count } of { $limit }
notify-action = Action
notify-retry-at = next attempt { $when }
notify-send-again = Send again
notify-send-all-again = Send all failed again
notify-not-failed = This message has been sent again or has arrived already. Reload the list of messages to see how far it is.
notify-pages = Pages
notify-first = To the start
notify-next = Next
flash-notify-again = The message is back in the outbox and will be sent again shortly.
flash-notify-all-again = Failed messages back in the outbox: { $what }. All will be sent again shortly.
