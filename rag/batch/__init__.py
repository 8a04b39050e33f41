"""Many articles summarized into a folder: resumable, never half a file, one failure one article."""

from rag.batch.folder import Folder, Record
from rag.batch.run import Batch, Outcome, Totals, plan_batch, summarize_all, totals

__all__ = [
    "Batch", "Folder", "Outcome", "Record", "Totals", "plan_batch", "summarize_all", "totals",
]  # fmt: skip
