from ledger.hook import *  # noqa: F403
