"""Content hashes under which vectors are kept."""

import hashlib


def text_key(model_id: str, text: str) -> str:
    """Names the vector of one text under one model, for a cache of vectors.

    Lone surrogates, which UTF-8 cannot carry, take part in the hash as they are.

    Returns:
        64 hexadecimal digits (SHA-256). The length of the model's name is hashed with it, so that no
        other pair of name and text gives the same bytes.
    """
    name = model_id.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(len(name).to_bytes(8, "big"))
    digest.update(name)
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
