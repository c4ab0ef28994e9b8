"""Says whether the mail on standard input is signed by the key in the file that is named: the DNS record's text."""

import sys

import dkim

record = open(sys.argv[1], "rb").read().strip()
mail = sys.stdin.buffer.read()
print(dkim.verify(mail, dnsfunc=lambda name, timeout=5: record))
