"""Every address in the built site leads somewhere, and nothing is loaded from another host."""

from pathlib import Path

from tests.site.links import Links
from tests.site.pages import one_of_each, site_url, tree
from tests.site.report import nothing


def test_every_link_and_anchor_resolves(site: Path) -> None:
    nothing(Links(site).broken())


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    nothing(Links(site).loaded_from_elsewhere())


def test_a_link_sent_to_a_friend_shows_a_question_and_a_picture(site: Path) -> None:
    home, pictures = site_url(site), 0
    for page in one_of_each(site):
        if page.path.endswith(("embed/", ".html")):
            continue  # stands in a frame, or nowhere
        told = {
            meta.get("property"): meta.get("content") for meta in tree(page.file).xpath("//meta[@property]")
        }
        assert told["og:title"] and told["og:description"], page.path
        assert told["og:url"] == home + page.path
        if picture := told.get("og:image"):
            assert (site / picture.removeprefix(home)).is_file(), picture
            pictures += 1
    assert pictures, "no page has a picture"
