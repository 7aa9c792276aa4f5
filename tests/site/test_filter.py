"""The boxes above the claims: what is ticked stays, without a script and on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.served import Served

CARDS = "article .claim"


def seen(page: Page) -> list[str]:
    """Ids of the claims that can be seen."""
    return [card.get_attribute("id") or "" for card in page.locator(CARDS).all() if card.is_visible()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_tick_leaves_its_claims(browser: Browser, served: Served, script: bool) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=script, has_touch=True
    )
    page = context.new_page()
    page.goto(served.url + "claims/")
    every = seen(page)

    page.locator(".filters--verdicts .filter").first.tap()
    left = seen(page)
    assert 0 < len(left) < len(every)
    expect(page.locator(f"{CARDS}--supported")).to_have_count(len(left))

    topic = page.locator(".filters--topics input").first
    topic.focus()
    page.keyboard.press("Space")
    both = seen(page)
    assert 0 < len(both) < len(left) and set(both) < set(left)

    hidden = next(name for name in every if name not in both)
    page.locator(f".strip a[href$='#{hidden}']").tap()
    expect(page.locator(f"#{hidden}")).to_be_visible()
    context.close()
