"""How old the software of each maker is, by public dates, and what a user of PyTorch has to change."""

from ledger.units import Rows, count, date, table, text, times


def loop_ratio(megatron_lines: count, gigagpt_lines: count) -> times:
    """Lines of Megatron-LM for each line of gigaGPT, both as Cerebras counted them."""
    return megatron_lines / gigagpt_lines


@table(stack=text, maker=text, first=date, last=date)
def stack_spans(
    cuda_introduced_on: date,
    rocm_first_commit_on: date,
    rocm_last_commit_on: date,
    megatron_first_commit_on: date,
    megatron_last_commit_on: date,
    neuron_first_commit_on: date,
    neuron_last_commit_on: date,
    csl_first_commit_on: date,
    csl_last_commit_on: date,
    groqflow_first_commit_on: date,
    groqflow_last_commit_on: date,
    modelzoo_first_commit_on: date,
    modelzoo_last_commit_on: date,
    sambaflow_first_commit_on: date,
    sambaflow_last_commit_on: date,
    gigagpt_first_commit_on: date,
    gigagpt_last_commit_on: date,
    tt_forge_first_commit_on: date,
    tt_forge_last_commit_on: date,
) -> Rows:
    """First and last public sign of each stack; CUDA has no public history, so its end is a hole."""
    return [
        ("CUDA", "NVIDIA", cuda_introduced_on, None),
        ("ROCm", "AMD", rocm_first_commit_on, rocm_last_commit_on),
        ("Megatron-LM", "NVIDIA", megatron_first_commit_on, megatron_last_commit_on),
        ("Neuron", "AWS", neuron_first_commit_on, neuron_last_commit_on),
        ("CSL examples", "Cerebras", csl_first_commit_on, csl_last_commit_on),
        ("GroqFlow", "Groq", groqflow_first_commit_on, groqflow_last_commit_on),
        ("Model Zoo", "Cerebras", modelzoo_first_commit_on, modelzoo_last_commit_on),
        ("SambaNova tutorials", "SambaNova", sambaflow_first_commit_on, sambaflow_last_commit_on),
        ("gigaGPT", "Cerebras", gigagpt_first_commit_on, gigagpt_last_commit_on),
        ("TT-Forge", "Tenstorrent", tt_forge_first_commit_on, tt_forge_last_commit_on),
    ]


@table(use=text, change=text, said_by=text)
def what_changes(rocm_porting: text, cerebras_porting: text, api_change: text) -> Rows:
    """What a user changes, by kind of use."""
    return [
        ("Training or inference in PyTorch on AMD", rocm_porting, "an engineer's book"),
        ("Training in PyTorch on Cerebras", cerebras_porting, "Cerebras's example"),
        ("Inference through Cerebras's service", api_change, "Cerebras, as quoted"),
    ]
