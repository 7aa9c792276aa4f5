"""When one could use Cerebras's systems, and how."""

from ledger.units import Rows, date, share, table, text, usd_million


def cloud_share(
    cloud_revenue_2024: usd_million,
    revenue_2024: usd_million,
) -> share:
    """Share of cloud and other services in revenue when the service opened."""
    return cloud_revenue_2024 / revenue_2024


def paid_without_g42_2024(revenue_2024: usd_million, g42_share_2024: share) -> usd_million:
    """What all customers but G42 paid together in that year, for everything."""
    return revenue_2024 * (1 - g42_share_2024)


def cloud_from_g42(
    cloud_revenue_2024: usd_million,
    paid_without_g42_2024: usd_million,
) -> usd_million:
    """Cloud revenue that must have been G42's: the others cannot have paid it.

    not held: no document splits the cloud line by customer.
    """
    return cloud_revenue_2024 - paid_without_g42_2024


@table(event=text, on=date, side=text)
def timeline(
    cerebras_training_rented_on: date,
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
        ("training for rent", cerebras_training_rented_on, "access"),
        ("public service opens", cerebras_cloud_launched_on, "access"),
        ("first filing", s1_2024_filed_on, "listing"),
        ("filing withdrawn", s1_2024_withdrawn_on, "listing"),
        ("OpenAI contract", openai_deal_announced_on, "access"),
        ("AWS announced", aws_announced_on, "access"),
        ("second filing", s1_2026_filed_on, "listing"),
        ("first trading day", ipo_first_trade_on, "listing"),
        ("AMD announced", amd_cerebras_announced_on, "access"),
    ]
