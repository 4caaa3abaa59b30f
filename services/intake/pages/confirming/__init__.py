"""Confirming an action, in four steps: 1 what was done, 2 the photo, 3 in full or in part, 4 check
and send. The first three stand on one page, since each page costs a tap on a telephone."""
