"""Wagtail's apps, as we run them."""

import subprocess
import sys

SAID = "import sys, standfirst.web.wsgi; print('wagtail.api.v3' in sys.modules, 'ninja' in sys.modules)"


def test_a_process_starts_without_wagtails_api_which_nobody_is_served():
    answer = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
