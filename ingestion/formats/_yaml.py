"""YAML as plain text values: mappings, lists and strings, nothing else.

Every scalar stays the string that was written, so ``no`` is not false, ``010`` not eight and
``16:30`` not nine hundred and ninety; the fields decide what they are. Duplicate keys are refused,
for one would vanish. Aliases can multiply a small file into gigabytes: only texts and short flat
lists (the headings that YAML writers share between entries) may be aliased, a bounded number of times.
"""

from typing import TypeAlias

import yaml

from corpus.errors import UnreadableDocument

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_MAX_DEPTH = 20
_MAX_EVENTS = 500_000
"""Parts of a file; each takes far more memory than its characters."""
_MAX_ALIASES = 1_000
_MAX_ALIASED_ITEMS = 100
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def parse_yaml(text: str, name: str) -> Tree:
    """The one YAML document in ``text`` of the file called ``name``; an empty one is ``""``.

    Raises:
        UnreadableDocument: malformed, more than one document, nested too deeply, with duplicate
            keys, or with aliases of more than texts and short lists.
    """
    try:
        _check_events(text, name)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        where = f" di sekitar baris {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UnreadableDocument(
            name, f"susunan YAML tidak sah{where}; periksa lekukan, titik dua, dan tanda kutipnya"
        ) from error
    except yaml.YAMLError as error:
        raise UnreadableDocument(name, "berisi karakter yang tidak boleh ada dalam YAML") from error
    return "" if node is None else _Converter(name).plain(node)


def _check_events(text: str, name: str) -> None:
    """Refuse deep nesting and a multitude of parts or aliases before any of it is built."""
    depth = aliases = 0
    for number, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if number > _MAX_EVENTS:
            raise UnreadableDocument(name, "berisi terlalu banyak isian; bagi menjadi beberapa berkas")
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > _MAX_ALIASES:
                raise UnreadableDocument(name, f"memakai lebih dari {_MAX_ALIASES} rujukan YAML (*)")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise UnreadableDocument(name, f"bersarang lebih dari {_MAX_DEPTH} tingkat")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Converter:
    """Nodes to plain values. A collection met twice was aliased: only a short flat list may be."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._met: set[int] = set()

    def plain(self, node: yaml.Node) -> Tree:
        if isinstance(node, yaml.CollectionNode):
            if id(node) in self._met and not _is_short_list(node):
                raise self._refusal(node, "merujuk (*) bagian yang bersusun; tulis isinya langsung")
            self._met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        value = str(node.value)
        plain_style = isinstance(node, yaml.ScalarNode) and not node.style
        return "" if plain_style and value in _NULLS else value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Tree]:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = self.plain(key_node)
            if not isinstance(key, str):
                raise self._refusal(key_node, "memakai nama isian yang bukan teks")
            if key in result:
                raise self._refusal(key_node, f"menulis isian “{key[:60]}” dua kali")
            result[key] = self.plain(value_node)
        return result

    def _refusal(self, node: yaml.Node, reason: str) -> UnreadableDocument:
        line = f" (baris {node.start_mark.line + 1})" if node.start_mark else ""
        return UnreadableDocument(self._name, reason + line)


def _is_short_list(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.SequenceNode)
        and len(node.value) <= _MAX_ALIASED_ITEMS
        and all(isinstance(item, yaml.ScalarNode) for item in node.value)
    )
