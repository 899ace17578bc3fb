import shutil
import subprocess

import pytest

from . import tools, translations
from .tree import ROOT

CACHE = ".mypy_cache"
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
    '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n\nmsgid "Read"\nmsgstr "{}"\n'
)


def test_ugly_code_is_found(project, put):
    put("src/standfirst/ugly.py", "a = [1,2 ,3]\n")
    assert tools.format_(project)


def test_a_bare_except_is_found(project, put):
    put("src/standfirst/bad.py", "try:\n    a = 1\nexcept Exception:\n    pass\n")
    assert tools.lint(project)


@pytest.mark.slow
def test_a_wrong_type_is_found(project, put):
    shutil.copytree(ROOT / "src", project / "src", dirs_exist_ok=True)
    if (ROOT / CACHE).exists():  # what the gate knows already need not be found out again
        shutil.copytree(ROOT / CACHE, project / CACHE)
    put("src/standfirst/kit/wrong.py", 'def f(a: int) -> str:\n    return a + "x"\n')
    assert any("wrong.py" in line for line in tools.types(project))


@pytest.mark.slow
def test_a_floor_that_reaches_up_is_found(project, put):
    shutil.copytree(ROOT / "src", project / "src", dirs_exist_ok=True)
    put("src/standfirst/kit/reaching.py", "from standfirst.forum import apps\n")
    assert any("kit" in line and "forum" in line for line in tools.layers(project))


@pytest.mark.slow
def test_a_model_without_its_migration_is_found(project, put):
    shutil.copytree(ROOT / "src", project / "src", dirs_exist_ok=True)
    put("tests/settings.py", (ROOT / "tests/settings.py").read_text())
    with (project / "src/standfirst/readers/models.py").open("a") as file:
        file.write("\n\nclass Forgotten(models.Model):\n    name = models.CharField(max_length=1)\n")
    assert any("forgotten" in line.lower() for line in tools.migrations(project))


def test_a_catalogue_that_lacks_a_word_is_found(project, put):
    put("src/standfirst/locale/de/LC_MESSAGES/django.po", CATALOGUE.format(""))
    assert any("not whole" in problem for problem in translations.check(project))


def test_a_catalogue_that_is_not_compiled_is_found(project, put):
    path = put("src/standfirst/locale/de/LC_MESSAGES/django.po", CATALOGUE.format("Lies"))
    assert any("compile it" in problem for problem in translations.check(project))
    subprocess.run(["msgfmt", "-o", str(path.with_suffix(".mo")), str(path)], check=True)
    assert translations.check(project) == []
