# Every message before it is sent.
previews-index = Sample messages
previews-lead = Every message that Loket writes, with made-up names and links. A service's own words are changed in its file, under notice.
previews-about = About
previews-about-akun = Accounts and passwords
previews-about-kotak = Shared mailboxes
previews-reason = A sample reason: the stamp on the letter cannot be read.
previews-note = A sample remark by staff.
previews-about-pengelola = Those who run Loket
previews-why = Example reason: the token is not valid any more
previews-applicant = Example Applicant
