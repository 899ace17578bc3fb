"""The static gate: each check is a function from a tree of files to the problems it finds there.

`python -m tests.architecture` walks the list, which is `make check`; `test_*.py` beside each check feeds it a bad
sample, so that a check which has gone blind fails the tests.
"""
