"""The pass keeps its contract: our verifier agrees with every test vector, and so does an edge's."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from standfirst.access.passes import LONGEST, Standing, sign, verify
from standfirst.access.passes import Pass as OurPass
from standfirst.access.rules import VisitorClass
from standfirst.access.sealing import key_id

from . import pass_vectors

TOLD = json.loads(pass_vectors.FILE.read_text(encoding="utf-8"))
KEYS = {key["kid"]: key["key"].encode() for key in TOLD["keys"]}
NOW = TOLD["now"]
PAGE = pass_vectors.FILE.with_name("pass.md")
VECTORS = TOLD["vectors"]


def found_by_us(text):
    """What our verifier says, in the words of the vectors."""
    found = verify(text, KEYS, NOW)
    if found is None:
        return None
    return {
        "standing": found.standing(NOW).value,
        "class": found.visitor_class and found.visitor_class.value,
        "tag": found.tag,
        "fresh": found.fresh,
        "end": found.end,
        "granted": sorted(found.granted),
    }


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_our_verifier_agrees_with_every_vector(vector):
    assert found_by_us(vector["pass"]) == vector["proves"]


def test_the_file_is_what_its_program_writes():
    assert pass_vectors.FILE.read_text(encoding="utf-8") == pass_vectors.as_text()


def test_the_vectors_are_enough_to_fail_a_careless_verifier():
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS) >= 50
    assert {vector["proves"] and vector["proves"]["standing"] for vector in VECTORS} == {
        None,
        "fresh",
        "stale",
    }


def test_the_names_of_keys_are_ours():
    assert all(key_id(key) == kid for kid, key in KEYS.items())


def test_what_we_sign_is_what_the_contract_writes():
    granted = OurPass(
        VisitorClass.REGISTERED, pass_vectors.TAG, pass_vectors.FRESH, pass_vectors.END, frozenset({81, 7})
    )
    key = pass_vectors.KEYS["signing"]
    assert sign(granted, key.encode()) == pass_vectors.signed(granted=[7, 81])


def test_a_pass_of_the_greatest_length_is_still_good():
    assert pass_vectors.LONGEST == LONGEST
    text = pass_vectors.of_length(LONGEST - 3, LONGEST)
    assert verify(text, KEYS, NOW).standing(NOW) is Standing.FRESH


def example_verifier() -> str:
    """The njs program that the contract shows."""
    found = re.search(r"```js\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


#: Drives the example under Node, which has njs's `crypto` module, as `node:crypto`.
DRIVER = """
const told = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const keys = Object.fromEntries(told.keys.map((key) => [key.kid, key.key]));
const wrong = told.vectors.filter(({ pass, proves }) => {
  const found = verify(pass, keys, told.now);
  const said = found && { ...found, granted: [...new Set(found.granted)].sort((a, b) => a - b) };
  const names = ["standing", "class", "tag", "fresh", "end", "granted"];
  const text = (one) => one && JSON.stringify(names.map((name) => one[name]));
  return text(said) !== text(proves);
});
console.log(JSON.stringify(wrong.map(({ name }) => name)));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="the journeys' tools bring Node")
def test_the_edge_that_the_contract_shows_agrees_with_every_vector(tmp_path: Path):
    program = tmp_path / "edge.cjs"
    shown = re.sub(
        r"^import (\w+) from '(\w+)';$", r"const \1 = require('\2');", example_verifier(), flags=re.MULTILINE
    )
    program.write_text(re.sub(r"^export default .*$", "", shown, flags=re.MULTILINE) + DRIVER)
    done = subprocess.run(
        ["node", str(program), str(pass_vectors.FILE)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
