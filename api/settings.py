"""Every setting of the product, read from ``TANYA_*`` variables or an ``.env`` file.

Only ``create_app`` and the CLI build it; nothing reads the environment at import time.
"""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings with their defaults; see ``.env.example`` for the same list with examples."""

    model_config = SettingsConfigDict(env_prefix="TANYA_", env_file=".env", extra="ignore")

    home: Path = Field(Path(".tanya"), description="Folder with all state: database, index, model cache.")
    database_url: str = Field(
        "", description="SQLAlchemy URL of the store; empty means SQLite in the home folder."
    )
    chroma_url: str = Field("", description="URL of a Chroma server; empty means embedded Chroma.")
    embeddings: str = Field(
        "e5",
        description="Embedding backend: e5, sentence-transformers:<name or path>, "
        "or openai:<model>@<base URL>.",
    )
    embeddings_api_key: SecretStr = Field(
        SecretStr(""), description="Key for an OpenAI-compatible embedding endpoint."
    )
    reranker: str = Field(
        "off", description="Reads the best passages again: off, cross-encoder:<folder or name>, or llm."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the web server listens on.")
    max_request_bytes: int = Field(
        1_000_000, ge=1_000, description="Largest HTTP request body that is accepted, in bytes."
    )
    fetch_delay: float = Field(
        2.0, ge=0, le=300, description="Seconds between two requests of tanya fetch to one host."
    )
    fetch_timeout: float = Field(
        30.0, gt=0, le=600, description="Seconds tanya fetch waits for a server that sends nothing."
    )
    fetch_max_bytes: int = Field(
        67_108_864, ge=1_000, description="Largest document that tanya fetch downloads, in bytes."
    )
    fetch_allow_private: bool = Field(
        False, description="Whether tanya fetch may contact addresses of this machine and its networks."
    )
    agency: str = Field("BKPSDM", description="Name of the agency, shown on every page.")
    contact: str = Field(
        "petugas kepegawaian di instansi Anda",
        description="Who to turn to when there is no answer; shown to users.",
    )
