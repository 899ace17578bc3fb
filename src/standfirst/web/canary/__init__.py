"""The canary: a walk of every address as whoever has no right to the rest of a story, listening for words of it.

`routes.py` and `addresses.py` say where to go, `guises.py` as whom, `asking.py` how an answer is had and read,
`words.py` what to listen for, `walk.py` does it. The tests walk through the Front in one process; the command
`standfirst canary URL` walks a running site.
"""
