"""The card at a quoted number: opens by hover, focus and tap, and goes as WCAG 1.4.13 asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.looks import Visitor, axe
from tests.site.pages import pages, tree
from tests.site.report import nothing
from tests.site.served import Served

NUMBER = "article p a.number[href*='#']"
CARD = "[popover]:popover-open"


@pytest.fixture(scope="module")
def path(site: Path) -> str:
    """The text page that quotes most numbers."""
    texts = [page for page in pages(site) if page.kind == "text"]
    quoting = {page.path: len(tree(page.file).xpath("//article//p//a[@class='number']")) for page in texts}
    assert max(quoting.values(), default=0) >= 2, "no page quotes two numbers"
    return max(quoting, key=lambda path: quoting[path])


@pytest.fixture
def desk(visitor: Visitor, path: str) -> Iterator[Page]:
    """That page on a desk, with a mouse and a keyboard."""
    page = visitor.open(path, 1440)
    yield page
    page.context.close()


@pytest.fixture
def phone(visitor: Visitor, path: str) -> Iterator[Page]:
    """That page on a phone, with fingers."""
    page = visitor.open(path, 390)
    yield page
    page.context.close()


def numbers(page: Page) -> tuple[Locator, Locator]:
    """Two links to different numbers, in view."""
    links = page.locator(NUMBER)
    first = links.first
    href = first.get_attribute("href")
    second = page.locator(f"{NUMBER}:not([href='{href}'])").first
    second.scroll_into_view_if_needed()
    first.scroll_into_view_if_needed()
    return first, second


def test_hover_opens_a_card_that_the_pointer_can_enter(desk: Page) -> None:
    link, _ = numbers(desk)
    link.hover()
    card = desk.locator(CARD)
    expect(card).to_have_count(1)
    at, box = link.bounding_box(), card.bounding_box()
    assert at and box
    left, right = box["x"] + 9, box["x"] + box["width"] - 9
    desk.mouse.move(min(max(at["x"] + 9, left), right), box["y"] + box["height"] / 2, steps=8)
    desk.wait_for_timeout(700)
    expect(card).to_have_count(1)  # stays while the pointer rests on it
    desk.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_escape_closes_without_moving_anything(desk: Page) -> None:
    link, _ = numbers(desk)
    link.hover()
    card = desk.locator(CARD)
    expect(card).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(card).to_have_count(0)
    desk.wait_for_timeout(400)
    expect(card).to_have_count(0)  # and it does not come back by itself


def test_focus_opens_and_tab_goes_in(desk: Page) -> None:
    link, _ = numbers(desk)
    desk.keyboard.press("Tab")  # from here on the keyboard leads, so that focus is shown
    link.focus()
    card = desk.locator(CARD)
    expect(card).to_have_count(1)
    desk.keyboard.press("Tab")
    inside = f"document.querySelector('{CARD}')?.contains(document.activeElement)"
    assert desk.evaluate(inside), "Tab skips the card"
    desk.keyboard.press("Shift+Tab")
    assert link.evaluate("link => document.activeElement === link")
    desk.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert link.evaluate("link => document.activeElement === link"), "Escape loses the reader's place"


def test_one_card_at_a_time_and_it_speaks_of_its_number(desk: Page, visitor: Visitor) -> None:
    for link in numbers(desk):
        link.hover()
        href = link.evaluate("link => link.href")
        card = desk.locator(CARD).filter(has=desk.locator(f"a[href='{href}']"))
        expect(card).to_have_count(1)
        expect(desk.locator(CARD)).to_have_count(1)
        entry = visitor.open(href.removeprefix(visitor.served.url), 1440)
        name = href.split("#")[1]
        heading = entry.evaluate(
            "name => { const at = document.getElementById(name);"
            " return (at.querySelector('h1, h2, h3, h4') ?? at).firstChild.textContent.trim() }",
            name,
        )
        entry.context.close()
        assert heading and heading in card.inner_text()


def test_tap_opens_and_a_second_tap_follows(phone: Page) -> None:
    link, other = numbers(phone)
    start = phone.url
    link.tap()
    card = phone.locator(CARD)
    expect(card).to_have_count(1)
    assert phone.url == start
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390, "the card is wider than the phone"
    phone.locator("article h1").first.tap(force=True)
    expect(card).to_have_count(0)
    other.tap()
    expect(card).to_have_count(1)
    target = other.evaluate("link => link.href")
    other.tap()
    phone.wait_for_url(target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_an_open_card_breaks_no_rule(visitor: Visitor, path: str, width: int, scheme: str) -> None:
    page = visitor.open(path, width, scheme)
    link, _ = numbers(page)
    link.tap() if width < 700 else link.hover()
    expect(page.locator(CARD)).to_have_count(1)
    found = axe(page, "#" + (page.locator(CARD).get_attribute("id") or ""))
    page.context.close()
    nothing(found)


def test_without_script_a_number_is_a_link(browser: Browser, served: Served, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + path)
    link = page.locator(NUMBER).first
    href = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url("**#*")
    name = href.split("#")[1]
    expect(page.locator(f"[id='{name}']")).to_be_visible()
    context.close()
