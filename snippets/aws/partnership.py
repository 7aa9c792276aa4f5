"""When one could use Cerebras's systems, and how."""

from ledger.units import Rows, date, share, table, text, usd_million


def cloud_share(
    cloud_revenue_2024: usd_million,
    revenue_2024: usd_million,
) -> share:
    """Share of cloud and other services in revenue when the service opened."""
    return cloud_revenue_2024 / revenue_2024


@table(event=text, on=date, side=text)
def timeline(
    cerebras_cloud_launched_on: date,
    s1_2024_filed_on: date,
    s1_2024_withdrawn_on: date,
    openai_deal_announced_on: date,
    aws_announced_on: date,
    s1_2026_filed_on: date,
    ipo_first_trade_on: date,
    amd_cerebras_announced_on: date,
) -> Rows:
    """Steps of access to Cerebras's machines and of its listing, by date."""
    return [
        ("public cloud opens", cerebras_cloud_launched_on, "access"),
        ("first filing", s1_2024_filed_on, "listing"),
        ("filing withdrawn", s1_2024_withdrawn_on, "listing"),
        ("OpenAI contract", openai_deal_announced_on, "access"),
        ("AWS announced", aws_announced_on, "access"),
        ("second filing", s1_2026_filed_on, "listing"),
        ("first trading day", ipo_first_trade_on, "listing"),
        ("AMD announced", amd_cerebras_announced_on, "access"),
    ]
