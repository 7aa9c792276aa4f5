"""Quotation marks and apostrophes in pages."""

import pytest

from ledger.typeset import typeset


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>the wafer's edge</p>", "<p>the wafer’s edge</p>"),
        ('<p>So "all of it" is</p>', "<p>So “all of it” is</p>"),
        ("<p>&quot;all&quot; and &#x27;some&#x27;</p>", "<p>“all” and ‘some’</p>"),
        (
            '<p>(as "<a class="number" href="#x">hundreds</a>")</p>',
            '<p>(as “<a class="number" href="#x">hundreds</a>”)</p>',
        ),
        ("<p><a href='#w'>wafer</a>'s rows</p>", "<p><a href='#w'>wafer</a>’s rows</p>"),
        ("<p>one</p><p>'two'</p>", "<p>one</p><p>‘two’</p>"),
        ('<code>it\'s</code> <pre>print("x")</pre>', '<code>it\'s</code> <pre>print("x")</pre>'),
        ("<p><code>wafer</code>'s</p>", "<p><code>wafer</code>’s</p>"),
        ('<p title="the wafer\'s">plain</p>', '<p title="the wafer\'s">plain</p>'),
        ("<p>a &amp; b &lt; c</p>", "<p>a &amp; b &lt; c</p>"),
    ],
)
def test_marks_are_set_as_a_printer_sets_them(html: str, told: str) -> None:
    assert typeset(html) == told
    assert typeset(told) == told
