# Activation by new students: roster, usernames, passwords.
activation-username-empty = No username yet. Type the one you want, or choose one of the proposals.
activation-username-address = Type only the part before the @. What follows is the same for all students.
activation-username-blank = A username has no blanks. Join its parts, or put a dot between them.
activation-username-invisible = It holds a sign that cannot be seen, usually because it was copied. Type it once more by hand.
activation-username-look-alike = “{ $what }” looks like a Latin letter but is not. Replace it with a letter a–z from the keyboard.
activation-username-letter = The letter “{ $what }” cannot be used. Only a–z, digits and dots can.
activation-username-sign = “{ $what }” cannot be used. Only a–z, digits and dots can.
activation-username-short = Too short. A username has at least { $what } characters.
activation-username-long = Too long. A username has at most { $what } characters.
activation-username-dots = No dot at the start, at the end, or twice in a row. Take away the extra dot.
activation-username-digit-place = Digits stand only at the end, behind the name. Move them or take them away.
activation-username-digits = At most { $what } digits at the end. Take some away.
activation-username-reserved = “{ $what }” is the name of an office or service and would mislead people. Use another part of your name.
activation-username-rude = This word is not fit for a campus address. Use another part of your name.
activation-username-title = “{ $what }” is a title and no part of the name. A username is made of the name without titles.
activation-username-initials = Initials alone do not tell who you are. Write at least one part of your name in full.
activation-username-not-the-name = A username is made of the parts of your official name. Use parts, initials, dots, and at most four digits.
