"""What is wrong with single fields of a request, in Indonesian."""

from collections.abc import Mapping, Sequence

_REASONS = {
    "missing": "Wajib diisi.",
    "extra_forbidden": "Tidak dikenal.",
    "json_invalid": "Bukan JSON yang sah.",
    "string_type": "Harus berupa teks.",
    "string_unicode": "Memuat huruf yang tidak sah.",
    "string_too_short": "Paling sedikit {min_length} huruf.",
    "string_too_long": "Paling banyak {max_length} huruf.",
    "too_short": "Paling sedikit {min_length} butir.",
    "too_long": "Paling banyak {max_length} butir.",
    "int_type": "Harus berupa bilangan bulat.",
    "int_parsing": "Harus berupa bilangan bulat.",
    "int_from_float": "Harus berupa bilangan bulat.",
    "bool_type": "Harus true atau false.",
    "bool_parsing": "Harus true atau false.",
    "greater_than_equal": "Paling kecil {ge}.",
    "less_than_equal": "Paling besar {le}.",
    "enum": "Pilihannya: {expected}.",
    "literal_error": "Pilihannya: {expected}.",
    "list_type": "Harus berupa daftar.",
    "model_attributes_type": "Harus berupa objek JSON.",
    "dict_type": "Harus berupa objek JSON.",
    "date_type": "Harus tanggal berbentuk TTTT-BB-HH, misalnya 2024-05-01.",
    "date_parsing": "Harus tanggal berbentuk TTTT-BB-HH, misalnya 2024-05-01.",
    "date_from_datetime_parsing": "Harus tanggal berbentuk TTTT-BB-HH, misalnya 2024-05-01.",
    "date_from_datetime_inexact": "Harus tanggal berbentuk TTTT-BB-HH, misalnya 2024-05-01.",
}
"""By pydantic's type of error; the names in braces are of its context."""
OTHER = "Tidak sah."


def field_errors(errors: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    """``field`` and ``reason`` of each of pydantic's errors."""
    return [{"field": _path(error), "reason": reason(error)} for error in errors]


def reason(error: Mapping[str, object]) -> str:
    """What is wrong: our own words where a validator of ours said it, else by the type of error."""
    context = error.get("ctx")
    told = context if isinstance(context, Mapping) else {}
    if error["type"] == "value_error":
        return str(told.get("error", OTHER))
    text = _REASONS.get(str(error["type"]), OTHER)
    return text.format(**told).replace(" or ", " atau ")


def _path(error: Mapping[str, object]) -> str:
    places = error["loc"]
    return ".".join(map(str, places)) if isinstance(places, tuple) else str(places)
