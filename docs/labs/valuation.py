# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What does a price say about the future?
#
# Ten minutes or a little more. You will read prices of Cerebras in three ways: as a multiple of sales, beside the schedule of what
# customers have promised, and backwards, as what must come true. None of the three says what the company is worth, and
# nothing here is advice. Each turns a price into a statement about the world that you can check.
#
# The numbers are those of the pages on [the listing](../../ipo/filing-and-listing/), [the accounts](../../ipo/accounts/) and
# [the customers](../../ipo/customers/). Change one, run the cell again, and see what moves.

# %%
import altair as alt

from ledger import units as u
from ledger.figures import frame
from ledger.lab import draw, rows, show, value
from snippets.formulas.valuation import (
    growth_needed,
    implied_price,
    market_value,
    price_to_sales,
    sales_needed,
    scheduled_value,
)

show("ipo_price", "first_day_close", "close_2026_10_06", "shares_existing", "shares_possible", "revenue_2025")

# %% [markdown]
# ## First way: a multiple of sales
#
# A price times the number of shares is a value; the value over sales is a multiple. Three choices hide in it: which price, which
# shares, which sales. Here they are made in every way.

# %%
prices = {
    "offer": value("ipo_price"),
    "first close": value("first_day_close"),
    "last": value("close_2026_10_06"),
}
shares = {"existing": value("shares_existing"), "all possible": value("shares_possible")}
sales = {
    "the year 2025": value("revenue_2025", u.usd_million),
    "four quarters to June 2026": value("sales_trailing_2026_06", u.usd_million),
    "expected for 2026, core": value("core_revenue_guidance_2026", u.usd_million),
}
table = []
for price, dollars in prices.items():
    for base, number in shares.items():
        worth = market_value(dollars, number)
        table.append((price, base, worth / 1000, *(price_to_sales(worth, s) for s in sales.values())))
rows(
    table, price=u.text, shares=u.text, value=u.usd_billion,
    on_last_year=u.times, on_four_quarters=u.times, on_expected_core=u.times,
)  # fmt: skip

# %% [markdown]
# The same company on nearly the same facts, and the largest multiple is several times the smallest. (*Core* revenue is the company's own
# measure, without what grants to a customer take off. It is not the same thing as reported revenue. And the last price stands
# here beside the shares of the offering; by then more had come to exist, which the page on the listing counts.)
#
# Read the other way, a multiple that you bring gives a price. Where would you get one? From other companies, which
# means: from other prices.

# %%
multiples = (5, 10, 20, 40, 80)
expected = sales["expected for 2026, core"]
rows(
    [(m, *(implied_price(m * expected, number) for number in shares.values())) for m in multiples],
    multiple=u.times, per_existing_share=u.usd_per_stock, per_possible_share=u.usd_per_stock,
)  # fmt: skip

# %% [markdown]
# **Exercise.** Which single choice changes the multiple most: the price, the shares or the sales? Guess, then compare rows and
# columns of the first table.
#
# <details><summary>Answer</summary>
#
# Two come close: the price of one day against another, and last year's sales against those expected for this one. The shares
# matter less, though they alone move it by a good part. A multiple that names none of the three says little.
#
# </details>
#
# ## Second way: what customers have promised
#
# The backlog is what customers have agreed to pay for work still to be done. The company's report says when, in
# three parts. The last part has no end, so its wait is a guess of ours.

# %%
show(
    "backlog_2026_q2",
    "backlog_first_two_years_2026",
    "backlog_third_fourth_years_2026",
    "backlog_later_years_2026",
)

# %%
backlog = value("backlog_2026_q2", u.usd_billion)
names = ("backlog_first_two_years_2026", "backlog_third_fourth_years_2026", "backlog_later_years_2026")
parts = [value(name, u.share) for name in names]
waits = [1, 3, 5]  # years to the middle of each part; the last is a guess


def promised(rate, keep=1.0):
    """The backlog in today's money, in billions, if `keep` of it is left after costs."""
    return keep * scheduled_value(backlog, parts, waits, rate)


rates = (0, value("openai_loan_rate", u.share), 0.10, 0.15, 0.20)
rows(
    [(rate, promised(rate), promised(rate, 0.4), promised(rate, 0.2)) for rate in rates],
    discount_a_year=u.share, all_of_it_stays=u.usd_billion, two_fifths_stay=u.usd_billion,
    one_fifth_stays=u.usd_billion,
)  # fmt: skip

# %% [markdown]
# The discount is what a year of waiting costs; the second rate is the interest on OpenAI's loan to Cerebras. The middle column keeps
# about what the company expects as its own gross margin, before research, sales and administration. So far the company has had a
# loss from operations.

# %%
values = {base: market_value(prices["offer"], number) / 1000 for base, number in shares.items()}
lines = [
    {"rate": step / 100, "keep": keep, "worth": promised(step / 100, part)}
    for keep, part in (("all of it", 1.0), ("40 % of it", 0.4), ("20 % of it", 0.2))
    for step in range(26)
]


@draw(
    title="The backlog in today's money stays below the value at the offer, even if nothing is spent on it",
    alt=(
        "Three falling lines: the backlog's value today against the yearly discount, if all, two parts in five or one part in "
        "five is left after costs. A dashed level, the value at the offer price of existing shares, lies above all of them."
    ),
    data=lines,
)
def schedule(data, look):
    x = alt.X(
        "rate:Q",
        scale=alt.Scale(domain=[0, 0.32]),
        axis=look.axis("Discount a year", "percent", values=[0, 0.1, 0.2]),
    )
    y = alt.Y(
        "worth:Q",
        scale=alt.Scale(domain=[0, 48]),
        axis=look.axis("Billions of dollars", values=[0, 10, 20, 30, 40]),
    )
    curves = (
        alt.Chart(frame(data))
        .mark_line(strokeWidth=2.5, color=look.accent)
        .encode(x=x, y=y, detail=alt.Detail("keep:N"))
    )
    last = {row["keep"]: row["worth"] for row in data if row["rate"] == 0.25}
    ends = [{"rate": 0.25, "worth": at, "keep": keep} for keep, at in look.spread(last, 0, 48).items()]
    words = (
        alt.Chart(frame(ends))
        .mark_text(**look.text(align="left", dx=6))
        .encode(x=x, y=y, text=alt.Text("keep:N"))
    )
    level = [{"rate": end, "worth": values["existing"]} for end in (0, 0.32)]
    line = alt.Chart(frame(level)).mark_line(strokeDash=[5, 4], color=look.second).encode(x=x, y=y)
    name = [{"rate": 0, "worth": values["existing"], "say": "value at the offer, existing shares"}]
    label = (
        alt.Chart(frame(name))
        .mark_text(**look.text(align="left", dx=4, dy=-10))
        .encode(x=x, y=y, text=alt.Text("say:N"))
    )
    return curves + words + line + label


schedule

# %% [markdown]
# **Exercise.** Set `waits` so that the last part comes much later, and look at the row with the highest rate. Then ask the harder
# question: which margin would let the backlog alone carry the value at the offer?
#
# <details><summary>Answer</summary>
#
# Waiting longer takes away most where the rate is high, since only the last part moves. And no margin does it: the whole
# backlog, without a discount and without costs, is less than that value. Whoever paid the offer price paid also for sales
# that nobody had signed for yet. That is usual for a young company, and it is a statement about the future.
#
# </details>
#
# ## Third way: what must be true
#
# Take a price as given. Choose how long you look ahead, what holders are to earn in a year, and at which multiple of sales the
# company will then be priced. What sales does that need? New shares and dividends are left out, and both clocks start with the end of the last
# full year, a little early for the price.

# %%
now = sales["the year 2025"]


def must_be(price, base, multiple, wanted, periods):
    """Sales needed after some years, in billions, and the growth in each year that leads there from 2025."""
    later = sales_needed(market_value(prices[price], shares[base]), multiple, wanted, periods)
    return later / 1000, growth_needed(now, later, periods)


table = []
for multiple in (5, 10, 20):
    for wanted in (0, 0.10, 0.20):
        table.append((multiple, wanted, *must_be("offer", "existing", multiple, wanted, 5)))
rows(table, multiple_then=u.times, earned_a_year=u.share, sales_needed=u.usd_billion, growth_a_year=u.share)

# %% [markdown]
# Hold that against the schedule. If the parts of the backlog come as reported, they bring these sums in a year, before any
# other customer:

# %%
rows(
    [("first two years, each", backlog * parts[0] / 2), ("third and fourth, each", backlog * parts[1] / 2)],
    part_of_the_backlog=u.text, a_year=u.usd_billion,
)  # fmt: skip

# %%
growth = [
    {
        "years": years,
        "multiple": f"at {multiple} times sales",
        "growth": must_be("offer", "existing", multiple, 0.1, years)[1],
    }
    for multiple in (5, 10, 20)
    for years in range(3, 11)
]


@draw(
    title="The price at the offer asks for growth that depends on how it will be priced later, and how soon",
    alt=(
        "Three falling curves of the yearly growth in sales that the offer price needs, against the years until then. The lower "
        "the multiple at the end, the higher the curve; all of them fall as more years are allowed."
    ),
    data=growth,
)
def needed(data, look):
    x = alt.X(
        "years:Q", scale=alt.Scale(domain=[3, 13.4]), axis=look.axis("Years from 2025", values=[3, 5, 7, 10])
    )
    y = alt.Y(
        "growth:Q",
        scale=alt.Scale(domain=[0, 1.8]),
        axis=look.axis("Growth a year", "percent", values=[0, 0.5, 1, 1.5], grid=True),
    )
    curves = (
        alt.Chart(frame(data))
        .mark_line(strokeWidth=2.5, color=look.accent)
        .encode(x=x, y=y, detail=alt.Detail("multiple:N"))
    )
    ends = {row["multiple"]: row["growth"] for row in data if row["years"] == 10}
    places = look.spread(ends, 0, 1.8)
    marks = [{"years": 10, "growth": place, "multiple": name} for name, place in places.items()]
    words = (
        alt.Chart(frame(marks))
        .mark_text(**look.text(align="left", dx=6))
        .encode(x=x, y=y, text=alt.Text("multiple:N"))
    )
    return curves + words


needed

# %% [markdown]
# **Exercise.** Replace the offer by the first close, and existing shares by all possible ones. By how much must sales grow in each
# year then, at the middle multiple? Last: find a row in which the schedule of the backlog alone would do.
#
# <details><summary>Answer</summary>
#
# Much more value asks for only somewhat more growth in each year, because it is spread over all of them: sales needed rise with the
# value, growth only with its root. At the offer there are such rows: a high multiple at the end, or holders content with little. The
# schedule's third and fourth years then bring more than is needed, if the customer takes and pays for all of it, and if someone
# will still pay that multiple for sales from one customer.
#
# </details>
#
# ## What you cannot know
#
# You moved everything that the published numbers hold. Four things stayed out of reach: what the backlog leaves after costs, when
# its last part comes, how many shares there will be, and what multiple anyone will pay. A price is an answer to all four at once. It
# does not say which answers it assumes.
