"""Who splits the reading of a prompt from the writing of the answer, and who does both with one machine."""

from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    date,
    ms,
    seconds,
    table,
    text,
    times,
    usd_billion,
)
from snippets.formulas.roofline import transfer_time


def openai_chip_read_time(openai_chip_memory: byte, openai_chip_bandwidth: byte_per_s) -> seconds:
    """Time in which OpenAI's chip reads all its memory once."""
    return transfer_time(openai_chip_memory, openai_chip_bandwidth)


def groq_premium(groq_deal_value: usd_billion, groq_valuation_before: usd_billion) -> times:
    """The reported value of the agreement with Groq over the company's valuation three months before."""
    return groq_deal_value / groq_valuation_before


@table(announced=date, who=text, reads=text, writes=text, memory=text, read_once=ms)
def the_split(
    aws_announced_on: date, groq3_lpx_launched: date, sambanova_intel_on: date, tpu_8i_launched: date,
    galaxy_launched: date, openai_chip_on: date, amd_cerebras_announced_on: date, wse3_memory_read_time: ms,
    groq3_lpx_memory_read_time: ms, sn50_memory_read_time: ms, tpu_8i_memory_read_time: ms,
    galaxy_memory_read_time: ms, openai_chip_read_time: ms,
) -> Rows:  # fmt: skip
    """Machines announced for answering: what reads the prompt, what writes, and the writer's memory."""
    rows = [
        (aws_announced_on, "Amazon and Cerebras", "Trainium", "CS-3", "SRAM", wse3_memory_read_time),
        (groq3_lpx_launched, "NVIDIA", "Rubin", "Groq 3 LPX", "SRAM", groq3_lpx_memory_read_time),
        (sambanova_intel_on, "Intel and SambaNova", "GPUs", "SN50", "HBM", sn50_memory_read_time),
        (tpu_8i_launched, "Google", "TPU 8i", "TPU 8i", "HBM", tpu_8i_memory_read_time),
        (galaxy_launched, "Tenstorrent", "Galaxy", "Galaxy", "GDDR", galaxy_memory_read_time),
        (openai_chip_on, "OpenAI and Broadcom", "Jalapeño", "Jalapeño", "HBM", openai_chip_read_time),
        (amd_cerebras_announced_on, "AMD and Cerebras", "Helios", "wafer", "SRAM", wse3_memory_read_time),
    ]
    return sorted(rows, key=lambda row: row[0])
