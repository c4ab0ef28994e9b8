# Words that every page shares.
layout-crumbs = Breadcrumbs
layout-skip = Skip to content
layout-nav = Main
layout-other-language = Bahasa Indonesia
layout-sign-in = Sign in
layout-blocked = Account blocked
layout-sign-out = Sign out
layout-register = Register a Loket account
layout-my-account = My account
layout-demo = This is the Loket demo: a sample campus, and no message really leaves.
layout-demo-roles = Try each role
layout-demo-messages = See the messages
layout-email = E-mail
layout-help = Help
layout-how-to = How to use Loket
layout-openness = Transparency
layout-charter = Service charter
layout-satisfaction = Satisfaction report
layout-terms = Terms
layout-privacy = Privacy policy
layout-accessibility = Accessibility
layout-ask = Ask
layout-ask-title = Ask Loket
layout-ask-close = Close
layout-search = Search services
layout-search-button = Search
layout-home = Home

nav-services = Services
nav-units = Units
nav-search = Search
nav-mine = My History
nav-desk = Desk
nav-accounts = Accounts
nav-students = Students
nav-reports = Reports
nav-panel = Admin Panel

form-errors = { $count ->
    [1] One answer needs correcting
   *[other] { $count } answers need correcting
}
form-kept = What you have entered is kept.
form-kept-but-password = What you have entered is kept, except the password: type it again.
form-optional = (optional)

error-not-found = Page not found
error-not-found-next = This address does not exist, has moved, or is not for you. Check its spelling, or search for the service you need.
error-forbidden = You may not open this page
error-forbidden-next = The roles of your account do not include this. If they should, ask the super admin of your unit for the role.
error-restricted = This account is blocked
error-restricted-next = While the account is blocked you can only ask for its unblocking and follow the ticket.
error-refused = This cannot be done yet
error-conflict = Things have changed
error-too-large = Too large
error-too-large-next = What you sent is over the limit. Make the file smaller, for example by scanning it again at a lower quality, and send it again.
error-bad-request = This could not be read
error-bad-request-next = What was sent is incomplete or was damaged on the way. Go back to the page before, reload it, and try again.
error-too-many = Too many attempts
error-too-many-seconds = { $seconds ->
    [1] Wait one second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
error-too-many-next = { $minutes ->
    [1] Wait one minute, then try again.
   *[other] Wait { $minutes } minutes, then try again.
}
error-unavailable = The service cannot serve you right now
error-unavailable-next = Nothing was left half done. Try again in a moment; your answers are still on the page before.
error-internal = Something went wrong on our side
error-internal-next = It has been recorded. Try again; if it happens again, give this reference number to the helpdesk.
error-reference = Reference { $what }
