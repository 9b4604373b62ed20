"""How common a word is, at a price that a web process can pay."""

import subprocess
import sys

import pytest
import wordfreq

from consultation.plain_language.frequency import zipf_frequency


@pytest.mark.parametrize("word", ["de", "jas", "overeenkomst", "aanbesteding", "beïnvloeden"])
def test_it_says_what_the_library_says(word: str) -> None:
    assert zipf_frequency(word) == wordfreq.zipf_frequency(word, "nl")


@pytest.mark.parametrize("word", ["", "circulariteit", "xqzw", "1234", "De"])
def test_what_is_rare_or_no_word_in_lower_case_is_unknown(word: str) -> None:
    assert zipf_frequency(word) == 0


MEASURE = """
import sys
import msgpack
def kilobytes():
    return int(open("/proc/self/statm").read().split()[1]) * 4
before = kilobytes()
from consultation.plain_language.frequency import zipf_frequency
assert zipf_frequency("jas") > 3
print(kilobytes() - before, "wordfreq" in sys.modules)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory is in use")
def test_the_list_takes_a_tenth_of_what_the_library_takes() -> None:
    told = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
    )
    kilobytes, is_imported = told.stdout.split()
    assert int(kilobytes) < 10_000
    assert is_imported == "False"
