"""Only this turns a draft into checked sentences: each is held against what it cites."""

from rag.verify.draft import Checker, check, is_refusal, may_be_refusal, status_of, verify
from rag.verify.weighed import BY_MODEL

__all__ = ["BY_MODEL", "Checker", "check", "is_refusal", "may_be_refusal", "status_of", "verify"]
