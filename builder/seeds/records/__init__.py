"""The records that seed files are made of, and the sections they stand in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from builder.seeds.records.base import Definition, EvidenceItem, Fact, Record, Ref, Spot
from builder.seeds.records.documents import (
    ChangeProgramme,
    CitedDocument,
    Document,
    DocumentDate,
    Event,
    Organisation,
    Person,
    Post,
    Relation,
    Response,
)
from builder.seeds.records.facts import (
    Collaboration,
    Doubt,
    Finding,
    Gap,
    GradeCount,
    HeadlineQuestion,
    Judgment,
    Observation,
    PageDoubt,
    Population,
    Published,
    Question,
    Ungraded,
)
from builder.seeds.records.reference import (
    Code,
    Commissioner,
    Cycle,
    Force,
    FunctionDefinition,
    GradeDefinition,
    GradeScheme,
    Inspectorate,
    MetricDefinition,
    NotAnId,
    Place,
    PoliceAuthority,
    Programme,
    SchemeDescriptor,
    Subject,
    UnitDefinition,
)


class SeedFile(BaseModel):
    """Everything that one seed file may hold, section by section."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    document: Document | None = None
    dates: tuple[DocumentDate, ...] = ()
    responses: tuple[Response, ...] = ()
    cited_documents: tuple[CitedDocument, ...] = ()

    forces: tuple[Force, ...] = ()
    not_ids: tuple[NotAnId, ...] = ()
    police_authorities: tuple[PoliceAuthority, ...] = ()
    commissioners: tuple[Commissioner, ...] = ()
    inspectorates: tuple[Inspectorate, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    relations: tuple[Relation, ...] = ()

    programmes: tuple[Programme, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    subjects: tuple[Subject, ...] = ()
    grade_schemes: tuple[GradeScheme, ...] = ()
    scheme_descriptors: tuple[SchemeDescriptor, ...] = ()
    questions: tuple[Question, ...] = ()
    headline_questions: tuple[HeadlineQuestion, ...] = ()

    bases: tuple[Code, ...] = ()
    statuses: tuple[Code, ...] = ()
    qualifiers: tuple[Code, ...] = ()
    finding_kinds: tuple[Code, ...] = ()
    collaboration_kinds: tuple[Code, ...] = ()
    doubt_kinds: tuple[Code, ...] = ()
    document_kinds: tuple[Code, ...] = ()
    organisation_kinds: tuple[Code, ...] = ()
    place_kinds: tuple[Code, ...] = ()
    ungraded_states: tuple[Code, ...] = ()
    polarities: tuple[Code, ...] = ()
    progress_states: tuple[Code, ...] = ()
    themes: tuple[Code, ...] = ()
    unit_definitions: tuple[UnitDefinition, ...] = ()
    metric_definitions: tuple[MetricDefinition, ...] = ()
    function_definitions: tuple[FunctionDefinition, ...] = ()

    judgments: tuple[Judgment, ...] = ()
    ungraded: tuple[Ungraded, ...] = ()
    gaps: tuple[Gap, ...] = ()
    counts: tuple[GradeCount, ...] = ()
    populations: tuple[Population, ...] = ()
    metrics: tuple[Observation, ...] = ()
    collaborations: tuple[Collaboration, ...] = ()
    change_programmes: tuple[ChangeProgramme, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    page_doubts: tuple[PageDoubt, ...] = ()


CODE_LISTS: dict[str, str] = {
    "bases": "basis",
    "statuses": "status",
    "qualifiers": "qualifier",
    "finding_kinds": "finding-kind",
    "collaboration_kinds": "collaboration-kind",
    "doubt_kinds": "doubt-kind",
    "document_kinds": "document-kind",
    "organisation_kinds": "organisation-kind",
    "place_kinds": "place-kind",
    "ungraded_states": "ungraded-state",
    "polarities": "polarity",
    "progress_states": "progress",
    "themes": "theme",
}
"""Sections of codes, and the kind of reference that each answers."""

__all__ = [
    "CODE_LISTS",
    "ChangeProgramme",
    "CitedDocument",
    "Code",
    "Collaboration",
    "Commissioner",
    "Cycle",
    "Definition",
    "Document",
    "DocumentDate",
    "Doubt",
    "Event",
    "EvidenceItem",
    "Fact",
    "Finding",
    "Force",
    "FunctionDefinition",
    "Gap",
    "GradeCount",
    "GradeDefinition",
    "GradeScheme",
    "HeadlineQuestion",
    "Inspectorate",
    "Judgment",
    "MetricDefinition",
    "NotAnId",
    "Observation",
    "Organisation",
    "PageDoubt",
    "Person",
    "Place",
    "PoliceAuthority",
    "Population",
    "Post",
    "Programme",
    "Published",
    "Question",
    "Record",
    "Ref",
    "Relation",
    "Response",
    "SchemeDescriptor",
    "SeedFile",
    "Spot",
    "Subject",
    "Ungraded",
    "UnitDefinition",
]
