from . import budgets


def test_a_file_of_301_lines_is_too_long(project, put):
    put("src/standfirst/long.py", "a = 1\n" * 301)
    assert budgets.check(project) == ["src/standfirst/long.py: 301 lines; a file has at most 300"]


def test_a_script_has_the_same_budget(project, put):
    put("src/standfirst/forum/static/forum/thread.js", "a();\n" * 301)
    assert len(budgets.check(project)) == 1


def test_a_function_of_41_lines_is_too_long(project, put):
    put("src/standfirst/long.py", "def f():\n" + "    a = 1\n" * 40)
    assert budgets.check(project) == ["src/standfirst/long.py::f: 41 lines; a function has at most 40"]


def test_a_sixth_argument_is_one_too_many_even_keyword_only(project, put):
    put("src/standfirst/wide.py", "def f(self, a, b, c, *, d, e, f):\n    pass\n")
    assert budgets.check(project) == ["src/standfirst/wide.py::f: 6 arguments; a function takes at most 5"]


def test_what_keeps_its_budget_and_what_migrations_hold_is_left_alone(project, put):
    put("src/standfirst/good.py", "def f(self, a, b, c, *, d, e):\n    pass\n")
    put("src/standfirst/forum/migrations/0001_initial.py", "a = 1\n" * 400)
    assert budgets.check(project) == []
