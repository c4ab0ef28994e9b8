# Public pages: home, services, units, search.
catalog-home-title = Services of { $campus }
catalog-question = What do you need?
catalog-example = e.g. account locked
catalog-often = Often searched:
catalog-ticket = Already have a ticket number?
catalog-ticket-where = It is in your WhatsApp, e-mail or receipt.
catalog-ticket-find = Track
catalog-ticket-wrong = A ticket number has nine letters and digits, for example R4K-7MD-2QX. Please check your message again.
catalog-most-used = Most used
catalog-all = { $count ->
    [1] The one service
   *[other] All { $count } services
}
catalog-count = { $count ->
    [1] 1 service
   *[other] { $count } services
}
catalog-unit-count = { $count ->
    [1] 1 unit
   *[other] { $count } units
}
catalog-categories = Categories
catalog-other-categories = Other categories
catalog-alone = Without a letter
catalog-visit = Come to the office
catalog-hotline = Hotline
catalog-hotline-when = Phone and WhatsApp during office hours
catalog-phone = Phone
catalog-hours = Office hours
catalog-office = Office
catalog-today-at = at { $time }
catalog-tomorrow = tomorrow
catalog-day-at = { $day } at { $time }
catalog-open-until = Open until { $time }
catalog-open-break = On a break, open again at { $time }
catalog-closed = Closed, opens { $when }
catalog-closed-holiday = Closed today: { $name }. Opens { $when }
catalog-closed-always = No office hours
catalog-season = Hours of { $name }, until { $until }
catalog-at-once = At once
catalog-services-lead = Every service has a number. Give it when you call.
catalog-units-lead = Units that offer services in Loket.
catalog-trail = Breadcrumb
catalog-none = No services here yet
catalog-none-next = Services appear here once their SOP is published. Meanwhile, see the services that there are.
catalog-see-all = See All Services
catalog-search-how = Search in everyday words
catalog-search-how-text = Write what happened (“forgot password”), the name of a service or unit, or a service number. Typing errors do not matter.
catalog-found = { $count ->
    [1] 1 service for “{ $question }”
   *[other] { $count } services for “{ $question }”
}
catalog-found-units = { $count ->
    [1] 1 matching unit
   *[other] { $count } matching units
}
catalog-best-first = the best match first
catalog-nothing = No service for “{ $question }” yet
catalog-nothing-next = Try a more general word, for example “account” or “e-mail”, or ask the hotline

catalog-service = Service
catalog-result = Result
catalog-completion = Completion time
catalog-due-short = ask now, done by { $date }
catalog-due-now = If you ask now:
catalog-due = by { $date } at the latest
catalog-skipped = Not counted: { $names }.
catalog-cost-short = Fee
catalog-new-request = New request
catalog-new-complaint = New complaint
catalog-same-desk = Does the printed form say “New complaint”? Both reach the same desk.
catalog-related = Perhaps you are looking for:
catalog-alone-closed = “{ $label }” cannot be done on your own in Loket yet
catalog-alone-closed-next = Until its page opens, staff of { $unit } help you at the office or on the hotline
catalog-standard = Service standard
catalog-tab-product = Product
catalog-tab-requirements = Requirements
catalog-tab-procedure = Procedure
catalog-tab-time = Time
catalog-tab-cost = Fee
catalog-tab-complaints = Complaints
catalog-tab-files = Files
catalog-tab-sop = SOP and diagram
catalog-product = Service product
catalog-for = For { $who }.
catalog-by = Provided by
catalog-requirements = Requirements
catalog-signed-by = The letter is signed by
catalog-signed-by-one = The letter is signed by: { $who }.
catalog-procedure = System, mechanism and procedure
catalog-cost = Service fee
catalog-complaints = Complaints and suggestions
catalog-files = Service files

catalog-revision = revision { $version }
catalog-sop-purpose = Purpose
catalog-sop-scope = Scope
catalog-sop-rules = Rules
catalog-history = Revision history
catalog-version = Version
catalog-date = Date
catalog-prepared = Prepared by
catalog-reviewed = Reviewed by
catalog-approved = Approved by
catalog-diagram = Flow diagram
catalog-diagram-hint = The same steps are in the table below.
catalog-steps = Steps and quality standard
catalog-swipe = Scroll the table sideways to see all columns.
catalog-step-number = No.
catalog-step-activity = Activity
catalog-step-actor = Done by
catalog-step-inputs = Inputs
catalog-step-time = Time
catalog-step-output = Output
