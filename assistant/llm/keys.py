"""Under which key a reply is kept: everything it depends on, and nothing else."""

import hashlib
import json

from assistant.llm.chat import ChatRequest


def reply_key(request: ChatRequest, *, snapshot: str, model: str, base_url: str, repeat: int = 0) -> str:
    """Hash of all a reply depends on; equal keys may share a reply, others never.

    Args:
        request: with its messages, schema, parameters and prompt hash.
        snapshot: fingerprint of the corpus that the messages were made from.
        repeat: which of several askings of the same, in an evaluation that repeats.

    Returns:
        64 hexadecimal digits (SHA-256 over canonical JSON).
    """
    parts = {
        "snapshot": snapshot,
        "model": model,
        "base_url": base_url,
        "request": request.model_dump(mode="json"),
        "repeat": repeat,
    }
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
