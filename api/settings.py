"""Every setting of the product, read from ``TANYA_*`` variables or an ``.env`` file.

Only ``create_app`` and the CLI build it; nothing reads the environment at import time.
"""

from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.accounts.oidc_settings import SingleSignOnSettings
from api.forum.routing.working_week import read_week
from api.minutes.export.look_settings import MinutesLookSettings
from assistant.guard.sensitive import Matter
from corpus.errors import InvalidInput


class Settings(SingleSignOnSettings, MinutesLookSettings, BaseSettings):
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
    requests_per_browser: int = Field(
        60,
        ge=0,
        description="Questions and other writes that one browser may send in a minute; 0 means no bound.",
    )
    requests_per_address: int = Field(
        600, ge=0, description="The same for one address, which a whole office may share; 0 means no bound."
    )
    proxies: str = Field(
        "127.0.0.1,::1",
        description="Addresses or networks of reverse proxies, with commas, whose X-Forwarded-For counts.",
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
    conversation_days: int = Field(
        90, ge=1, le=3_650, description="Days after their last use that conversations are kept."
    )
    notification_days: int = Field(
        365, ge=1, le=3_650, description="Days that notifications are kept, read or not."
    )
    session_hours: int = Field(
        12, ge=1, le=720, description="Hours after which somebody who signed in has to do so again."
    )
    session_idle_minutes: int = Field(
        60, ge=5, le=10_080, description="Minutes without a request after which the same holds."
    )
    registration: Literal["off", "open"] = Field(
        "off", description="Whether people may make an account themselves: off, or open."
    )
    public_url: str = Field(
        "",
        description="Address under which people reach the service, such as https://tanya.contoh.go.id; "
        "links in mail begin with it, and without it they are left out.",
    )
    forum_reopen_days: int = Field(
        14, ge=0, le=365, description="Days after a forum question was closed that its asker may reopen it."
    )
    review_minutes: int = Field(
        30, ge=1, le=480, description="Minutes that a draft belongs to the officer who opened it."
    )
    high_risk: float = Field(
        0.6,
        ge=0,
        le=2,
        description="Risk, 0-1, from which a draft is called high, in words and in the queue, and a second "
        "officer must agree before it is published; above 1 for never.",
    )
    training_share: float = Field(
        0.0,
        ge=0,
        le=0.5,
        description="How often an officer who practises is shown a draft made wrong; 0 for never.",
    )
    attachment_max_bytes: int = Field(
        5_000_000, ge=1_000, le=100_000_000, description="Largest file that may be attached, in bytes."
    )
    attachment_max_files: int = Field(
        5, ge=0, le=50, description="Files that one forum question may have; 0 means none."
    )
    transcript_max_bytes: int = Field(
        10_000_000,
        ge=10_000,
        le=100_000_000,
        description="Largest transcript of a meeting that may be brought in, in bytes.",
    )
    audio_max_bytes: int = Field(
        100_000_000,
        ge=0,
        le=1_000_000_000,
        description="Largest recording of a meeting that may be kept, in bytes; 0 keeps none.",
    )
    speech_model: str = Field(
        "",
        description="Folder of a Whisper model for faster-whisper that recordings of meetings are "
        "transcribed with (extra audio); empty means that none are.",
    )
    minutes_transcript_days: int = Field(
        365,
        ge=0,
        le=3_650,
        description="Days after which transcript and recording of a meeting are deleted; 0 for never. "
        "The notula stays.",
    )
    minutes_keep_quotes: bool = Field(
        False,
        description="Whether the utterances that a notula names stay when its transcript is deleted.",
    )
    minutes_llm: bool = Field(
        True,
        description="Whether the language model, where there is one, also words minutes of meetings.",
    )
    smtp_host: str = Field("", description="Mail server that notifications go out by; empty means no mail.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of that server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the line to it is encrypted: starttls, tls, or none."
    )
    smtp_user: str = Field("", description="User name there; empty means that it wants none.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password there.")
    smtp_from: str = Field("", description="Address that mail comes from, such as tanya@contoh.go.id.")
    smtp_timeout: float = Field(
        20.0, gt=0, le=300, description="Seconds that the mail server may take for one step."
    )
    workers: int = Field(
        2,
        ge=0,
        le=64,
        description="Threads of the web server that do background work such as drafts; 0 leaves it to "
        "tanya worker.",
    )
    timezone: str = Field(
        "Asia/Jakarta",
        description="Time zone of the agency, such as Asia/Makassar.",
    )
    work_hours: str = Field(
        "Sen-Kam 07.30-12.00 13.00-16.00; Jum 07.30-11.30 13.00-16.30",
        description="When the agency works in a week, breaks left out: targets of the forum run only then.",
    )
    llm_base_url: str = Field(
        "",
        description="OpenAI-compatible service that drafts answers, such as http://127.0.0.1:8080/v1; "
        "empty means none.",
    )
    llm_model: str = Field("", description="Name of the model in that service.")
    llm_fallbacks: str = Field(
        "", description="Models asked when the first is unavailable, with commas between them."
    )
    llm_api_key: SecretStr = Field(SecretStr(""), description="Key for that service.")
    llm_ca_file: str = Field(
        "",
        description="PEM file with the certificates of the only authorities that vouch for that service "
        "under HTTPS, such as the agency's own; empty means the public ones.",
    )
    llm_timeout: float = Field(60.0, gt=0, le=600, description="Seconds that one call of a model may take.")
    llm_retries: int = Field(2, ge=0, le=10, description="Further attempts after a passing failure.")
    llm_concurrency: int = Field(8, ge=1, le=1_000, description="Calls of models at the same time.")
    llm_queue_seconds: float = Field(
        10.0, ge=0, le=600, description="Seconds that a call waits for its turn."
    )
    llm_max_tokens: int = Field(1_024, ge=64, le=100_000, description="Tokens of one reply at most.")
    llm_context: int = Field(
        8_192, ge=1_024, le=10_000_000, description="Tokens that the model takes in, prompt and reply."
    )
    llm_prices: str = Field("", description="File with the prices of models; empty means none are known.")
    llm_daily_tokens: int = Field(
        0, ge=0, description="Tokens that the service may spend in a day; 0 means no bound."
    )
    llm_daily_cost: float = Field(
        0.0, ge=0, description="Cost that the service may spend in a day; 0 means no bound."
    )
    llm_user_daily_tokens: int = Field(
        0, ge=0, description="Tokens that one user may spend in a day; 0 means no bound."
    )
    nli_model: str = Field(
        "",
        description="Folder of an NLI cross-encoder that says whether a drafted sentence follows from its "
        "source; empty means the built-in checker.",
    )
    llm_cache_days: int = Field(
        30, ge=1, le=3_650, description="Days that replies are kept to be said again."
    )
    agency: str = Field("BKPSDM", description="Name of the agency, shown on every page.")
    contact: str = Field(
        "petugas kepegawaian di instansi Anda",
        description="Who to turn to when there is no answer; shown to users.",
    )
    contacts: dict[Matter, str] = Field(
        default_factory=dict,
        description="Other contacts for sensitive matters, as JSON by krisis, pelecehan, korupsi, disiplin, "
        "sengketa.",
    )

    @field_validator("work_hours")
    @classmethod
    def _readable_week(cls, text: str) -> str:
        try:
            read_week(text)
        except InvalidInput as error:
            raise ValueError(str(error)) from error
        return text

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("unknown time zone")
        return name
