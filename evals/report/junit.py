"""Scores as JUnit XML, so that a build server shows which questions broke a release.

A test case for each answer: it fails when a hard metric is below 1, and is an error when something could not
be measured. How good a right answer is belongs to the gate, not here.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from evals.items import Item
from evals.metrics.metric import About
from evals.records import RecordedAnswer
from evals.scores import Failed, Scored
from evals.scoring import ItemScores, ScoredRun

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(
    run: ScoredRun, items: Sequence[Item], records: Sequence[RecordedAnswer], metrics: Sequence[About]
) -> str:
    """An XML document with one suite; arguments as in ``view_of``."""
    by_id = {item.id: item for item in items}
    seconds = {(record.item_id, record.repeat): record.seconds for record in records}
    hard = [metric for metric in metrics if metric.hard]
    cases = [
        _case(answer, by_id[answer.item_id], seconds[answer.item_id, answer.repeat], hard, run.manifest.name)
        for answer in run.answers
    ]
    suite = ElementTree.Element(
        "testsuite",
        name=_text(run.manifest.name),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors=str(sum(case.find("error") is not None for case in cases) + len(run.problems)),
        timestamp=run.manifest.created_at.isoformat(timespec="seconds"),
    )
    suite.extend(cases)
    for problem in run.problems:
        case = ElementTree.SubElement(suite, "testcase", name="evaluasi", classname=_text(run.manifest.name))
        ElementTree.SubElement(case, "error", message=_text(problem))
    suite.set("tests", str(len(suite)))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _case(
    answer: ItemScores, item: Item, seconds: float, hard: Sequence[About], run: str
) -> ElementTree.Element:
    name = item.id if not answer.repeat else f"{item.id} (ulangan {answer.repeat})"
    case = ElementTree.Element("testcase", name=_text(name), classname=_text(run), time=f"{seconds:.3f}")
    failures, errors = [], []
    for metric in hard:
        score = answer.scores[metric.name]
        if isinstance(score, Scored) and score.value < 1:
            failures.append(f"{metric.label}: {' '.join(score.reasons)}")
        elif isinstance(score, Failed):
            errors.append(f"{metric.label}: {score.reason}")
    for tag, messages in (("failure", failures), ("error", errors)):
        if messages:
            ElementTree.SubElement(case, tag, message=_text("; ".join(messages))).text = _text(item.question)
    return case


def _text(text: str) -> str:
    """Without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
