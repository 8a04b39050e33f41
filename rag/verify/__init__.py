"""Only this turns a draft into checked sentences: each is held against what it cites."""

from rag.verify.draft import Checker, check, is_refusal, may_be_refusal, status_of, verify

__all__ = ["Checker", "check", "is_refusal", "may_be_refusal", "status_of", "verify"]
