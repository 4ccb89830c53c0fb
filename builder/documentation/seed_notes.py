"""What the keys of seed records mean, for the page that lists them.

A key means the same in every record unless the record is listed with a note of its own.
"""

from __future__ import annotations

from typing import Final

SHARED: Final[dict[str, str]] = {
    "about": "what it is about: a body, place, organisation, collaboration or other thing",
    "body": "the body inspected",
    "cycle": "the edition of a programme",
    "definition": "what it is",
    "grade": "the grade, by its key in the scheme of the cycle",
    "kind": "which kind",
    "name": "what it is called; an existing thing is mentioned without it",
    "note": "what else a reader should know",
    "organisation": "where the office is held",
    "other_names": "other names that documents use",
    "scheme": "the grade scheme",
    "since": "when it began, if stated",
    "status": "how far it had come when the document was written",
    "subject": "a pillar, a programme as a whole, an area or a question, the most exact that fits",
    "text": "what the document says of it",
    "until": "when it ended or is to end, if stated",
    "wording": "the official question, word for word",
}

NOTES: Final[dict[str, dict[str, str]]] = {
    "Change": {"from": "id of the figure that the change starts from", "to": "id of the figure that it leads to"},
    "ChangeProgramme": {"programme": "slug of the programme", "body": "whose programme it is"},
    "CitedDocument": {
        "document": "key of the document named",
        "publishers": "who published it, if stated",
        "published": "when, as exactly as stated",
    },
    "Code": {
        "code": "the word that other records use",
        "name": "its label",
        "rank": "bases only: strength, the larger the stronger",
    },
    "Collaboration": {
        "collaboration": "slug of the collaboration",
        "functions": "what is done together",
        "participants": "those that the document names, and nobody else",
        "participants_text": "those it does not name one by one, such as “other forces in the region”",
        "lead": "who leads, if stated",
        "part_of": "the wider collaboration it belongs to",
    },
    "Commissioner": {"commissioner": "slug of the office", "name": "full name", "oversees": "the force"},
    "Continuation": {"subject": "the later subject", "reason": "why the line may be said to go on"},
    "Cycle": {
        "cycle": "slug of the cycle",
        "name": "full name",
        "programme": "the programme it is an edition of",
        "year": "the year it goes by, the later one of two",
        "scheme": "the grade scheme of its judgments",
        "inspectorates": "who inspects",
        "inspects": "what kind of body",
    },
    "Document": {
        "key": "the document's key: part of its IRI and of the name of the seed file",
        "title": "official title, or a plain descriptive one",
        "publishers": "who published it",
        "file": "name of the text file that lines are counted in",
        "sha256": "checksum of that file",
        "line_count": "number of its lines",
        "language": "default `en`",
        "licence": "the terms it comes under",
        "rights": "what it says of them, or that it says nothing",
        "about": "the body it is about; left out where it is about many",
        "cycle": "the round it belongs to",
        "identifiers": "numbers printed on it",
    },
    "DocumentDate": {"kind": "what happened then", "date": "as exactly as stated"},
    "Doubt": {
        "id": "its slug within the file",
        "about": "ids or keys of the records of this file that are in doubt",
        "text": "what does not fit, and what each place says",
    },
    "EvidenceItem": {
        "lines": "where",
        "printed": "what is printed there",
        "basis": "judgments only: how this place supports the grade",
    },
    "Event": {"event": "slug of the event", "date": "when", "period": "from when to when; one of the two"},
    "Finding": {
        "id": "its slug within the document",
        "paragraph": "printed number of the paragraph, if any",
        "text": "the point in the project's own words, never the document's",
        "said_by": "the person quoted",
        "recurring": "the same point elsewhere: ids of this file, or `document-key/id`",
    },
    "Force": {
        "force": "id of data.police.uk",
        "name": "full name",
        "gss": "code of the police force area",
        "area_name": "name of that area",
        "region": "region of England, or `wales`",
        "hmicfrs": "word for the force in the inspectorate's web addresses, where it differs",
    },
    "FunctionDefinition": {"function": "slug of the function", "name": "its label"},
    "GradeCount": {
        "grade": "the grade counted",
        "count": "how many bodies got it",
        "bodies": "all of them, where the document lists all; each gets a judgment with basis `listed`",
        "remainder": "`true` where the number is “the remaining”; the rule then finds who they are",
    },
    "GradeDefinition": {
        "grade": "slug of the grade",
        "word": "official word in lower case, or the score",
        "name": "its label",
        "rank": "the larger the better, within the scheme",
        "polarity": "only where a source says on which side of its standard the grade is",
        "same_word_as": "grades of other schemes with the same word, as `scheme/grade`",
        "meaning": "what it means",
    },
    "GradeScheme": {
        "scheme": "slug of the scheme",
        "name": "its label",
        "description": "where it is used",
        "comparable_with": "schemes whose grades may be set against its own, itself among them",
        "grades": "best to worst",
    },
    "Identifier": {"scheme": "kind of number, such as `isbn`", "value": "the number"},
    "Inspectorate": {"inspectorate": "slug of the inspectorate"},
    "Judgment": {
        "basis": "default `stated`; `previous` for an earlier grade in passing, `reported` for one second-hand; "
        "`listed` and `remainder` come from `counts`",
    },
    "MetricDefinition": {
        "metric": "slug of the metric",
        "name": "its label",
        "unit": "unit of its figures unless they name another",
        "higher_is_better": "only where nobody could dispute it",
        "theme": "what it belongs to",
    },
    "NotAnId": {"wrong": "the wrong id", "right": "what was probably meant"},
    "Observation": {
        "id": "slug, where another record of the file refers to the figure",
        "metric": "what is measured",
        "value": "the number in the scale of the unit, with the decimals printed",
        "unit": "only where it differs from the metric's own",
        "period": "when it holds",
        "period_stated": "`false` where the document gives no period and its own date stands in",
        "status": "what kind of statement the figure is",
        "qualifier": "the word beside it that changes what it says, if printed",
        "printed": "the very characters on its lines; a number word as the word",
        "margin": "half the width of a confidence interval",
        "margin_lines": "where the margin stands, if elsewhere",
        "level": "confidence level in percent, if stated",
        "comparator": "the figure it is set against",
        "target": "the target it is measured against",
        "change": "it is a change between two figures",
        "part_of": "the totals that it and others add up to",
        "share": "it is a share of one figure in another",
        "variant": "a word to tell it from figures of equal metric, thing, period and status",
    },
    "Organisation": {
        "organisation": "slug of the organisation",
        "part_of": "the organisation it belongs to",
    },
    "Person": {
        "person": "slug of the name",
        "role": "slug of the office held",
        "role_name": "the office as printed",
        "inspector": "`true` for an office-holder of an inspectorate",
    },
    "Place": {"place": "slug of the place", "gss": "its code, if it has one", "part_of": "the place around it"},
    "Pointer": {"ref": "id of the figure"},
    "PoliceAuthority": {
        "authority": "slug of the authority",
        "name": "full name",
        "oversees": "the force",
        "until": "last year of its existence",
    },
    "Population": {"count": "how many bodies were graded in all", "scope": "which, as the document says"},
    "Post": {"post": "slug of the office"},
    "Programme": {"programme": "slug of the programme", "name": "full name"},
    "Question": {
        "of": "what it is a question of: a pillar, a programme or a wider question",
        "set": "slug of a second set of questions for the same round",
        "number": "its number",
        "same_as": "a question of another set with nearly the same words",
    },
    "Relation": {"kind": "which relation", "body": "from this body", "with": "to these bodies"},
    "Response": {
        "response": "key of this document",
        "name": "what to call the reply",
        "by": "who wrote it",
        "on_behalf_of": "for which organisation or office",
        "addressed_to": "to whom",
        "date": "when it was written",
        "responds_to": "the document replied to",
    },
    "SchemeDescriptor": {
        "public_reporting": "the word under which the grade is reported, if another",
        "meaning": "how the document describes the grade",
    },
    "Share": {"part": "id of the part", "whole": "id of the whole"},
    "Subject": {
        "subject": "slug of the subject; other records name an area by its cycle, a slash and this slug",
        "name": "its label",
        "kind": "a pillar of PEEL, a programme judged as a whole, or an area of policing",
        "programme": "the programme it is judged in",
        "cycle": "for an area, the one cycle that grades it",
        "continued_by": "later subjects that carry on the same line of judgments",
    },
    "Ungraded": {"state": "why there is no grade"},
    "UnitDefinition": {
        "unit": "slug of the unit",
        "name": "its label",
        "symbol": "what stands for it in tables",
        "qudt": "the same unit in the QUDT vocabulary",
    },
}
"""By the record's class."""


def note(record: str, key: str) -> str:
    """What a key of a record means; raises KeyError where nobody has said."""
    return NOTES.get(record, {}).get(key) or SHARED[key]
