"""Every saved query on the small graph: the rows that follow from it by reading, and the same from both engines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rdflib import Graph

from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.parameters import bind
from builder.query.remote import with_values
from tests.conftest import ROOT
from tests.query.rows import Value, ask_rdflib, value, values

QUERIES = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))

LEICS, LEICS_N = "force/leicestershire", "Leicestershire Police"
DERBYS, DERBYS_N = "force/derbyshire", "Derbyshire Constabulary"
DURHAM, HUMBER = "force/durham", "force/humberside"
AUTHORITY, AUTHORITY_N = "authority/leicestershire-police-authority", "Leicestershire Police Authority"
NATION, NATION_N = "place/england-and-wales", "England and Wales"
PAGE, RELEASE, LETTER = "document/page-2016", "document/release-2016", "document/letter-2018"
AUST, REPORT = "document/austerity-2014", "document/authority-2010"
FOUR, FIVE, SCORES = "grade-scheme/four-grades", "grade-scheme/five-grades", "grade-scheme/authority-scores"
VFM14, EFF = "cycle/valuing-the-police-2014", "subject/efficiency"
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"


def D(text: str) -> Decimal:  # noqa: N802 - as short as a literal
    return Decimal(text).normalize()


def J(key: str) -> str:  # noqa: N802
    return f"judgment/{key}"


def O(key: str) -> str:  # noqa: N802, E743
    return f"observation/{key}"


# columns that are checked, and the rows in order
EXPECTED: dict[str, tuple[str, list[tuple[Value, ...]]]] = {
    "borders": (
        "force forceName neighbour neighbourName document firstLine lastLine",
        [
            (DERBYS, DERBYS_N, LEICS, LEICS_N, REPORT, 60, 60),
            (LEICS, LEICS_N, DERBYS, DERBYS_N, REPORT, 60, 60),
        ],
    ),
    "calls-on-target": (
        "body metricName periodStart periodEnd status value unit targetValue targetUnit target",
        [
            (
                LEICS, "Emergency calls on target", "2013-04-01", "2014-03-31", "actual", D("88.8"), "%",
                D("15"), "min", O("response-time"),
            )
        ],
    ),
    "change-programmes": (
        "programmeName body since until status text document firstLine",
        [("Darwin", LEICS, None, None, "developing", "Reorganises the force.", LETTER, 23)],
    ),
    "collaboration-partners": (
        "collaborationName kind partner partnerName named",
        [
            ("Regional unit", "joint-unit", DERBYS, DERBYS_N, True),
            ("Regional unit", "joint-unit", LEICS, LEICS_N, True),
            ("Regional unit", "joint-unit", None, "other forces of the region", False),
            ("Talks with partners", "partnership", None, "local partners", False),
        ],
    ),
    "collaborations": (
        "collaborationName kind participant participantName function since status document firstLine lastLine",
        [
            (name, kind, who, who_name, what, since, status, document, line, line)
            for name, kind, who, who_name, what, since, status, document, line in [
                ("Regional unit", "joint-unit", DERBYS, DERBYS_N, "Dogs", "2014-04-01", "established", AUST, 41),
                ("Regional unit", "joint-unit", DERBYS, DERBYS_N, "Firearms", "2014-04-01", "established", AUST, 41),
                ("Regional unit", "joint-unit", LEICS, LEICS_N, "Dogs", "2014-04-01", "established", AUST, 41),
                ("Regional unit", "joint-unit", LEICS, LEICS_N, "Firearms", "2014-04-01", "established", AUST, 41),
                ("Talks with partners", "partnership", None, None, None, None, None, PAGE, 10),
            ]
        ],
    ),
    "crime-rates": (
        "body metricName periodEnd value comparatorName comparatorValue difference",
        [
            (NATION, "Burglary rate", "2014-03-31", D("7.8"), None, None, None),
            (LEICS, "Burglary rate", "2014-03-31", D("8.1"), NATION_N, D("7.8"), D("0.3")),
        ],
    ),
    "document-coverage": (
        "document published judgments metrics findings collaborations",
        [
            (LETTER, None, 2, 0, 0, 0),
            (PAGE, None, 2, 0, 2, 1),
            (RELEASE, None, 6, 0, 0, 0),
            (REPORT, "2010-01-01", 1, 3, 1, 0),
            (AUST, "2014-07-01", 1, 15, 0, 1),
        ],
    ),
    "documents": (
        "document kind publisherName published updated written precision lines",
        [
            (LETTER, "letter", "Police and Crime Commissioner for Leicestershire", None, None, "2018-04-11", None, 81),
            (PAGE, "report", "HM Inspectorate of Constabulary", None, "2016-11-03", None, None, 50),
            ("document/report-2017", None, None, "2017-11-09", None, None, None, None),
            (REPORT, "report", "HM Inspectorate of Constabulary", "2010-01-01", None, None, "month", 200),
            (RELEASE, "report", "HM Inspectorate of Constabulary", None, None, None, None, 49),
            (AUST, "report", "HM Inspectorate of Constabulary", "2014-07-01", None, None, "month", 437),
        ],
    ),
    "events": (
        "eventName body startDate endDate text document firstLine",
        [
            ("A visit", None, None, None, "No date is given.", LETTER, 73),
            ("Start of the unit", LEICS, "2014-04-01", "2014-04-01", None, AUST, 41),
        ],
    ),
    "figures-by-theme": (
        "themeName metricName body periodEnd status value unit",
        [
            ("Crime", "Burglary rate", NATION, "2014-03-31", "actual", D("7.8"), "/1,000"),
            ("Crime", "Burglary rate", LEICS, "2014-03-31", "actual", D("8.1"), "/1,000"),
            ("Finance", "Savings", LEICS, "2015-03-31", "required", D("36.1"), "£m"),
            ("Finance", "Savings", LEICS, "2015-03-31", "planned", D("10.4"), "£m"),
            ("Workforce", "Difference in officers", LEICS, "2015-03-31", "planned", D("-335"), "count"),
            ("Workforce", "Front-line officers", LEICS, "2010-03-31", "actual", D("2067"), "count"),
            ("Workforce", "Police officers", LEICS, "2010-03-31", "actual", D("2317"), "count"),
            ("Workforce", "Police officers", LEICS, "2015-03-31", "planned", D("1982"), "count"),
            ("Workforce", "Relative change in officers", NATION, None, "planned", D("-11"), "%"),
            ("Workforce", "Relative change in officers", LEICS, "2015-03-31", "planned", D("-14"), "%"),
            ("Workforce", "Share on the front line", NATION, "2010-03-31", "actual", D("89"), "%"),
            ("Workforce", "Share on the front line", LEICS, "2010-03-31", "actual", D("91"), "%"),
        ],
    ),
    "figures-in-doubt": (
        "note kind description document firstLine lastLine",
        [("doubt/austerity-2014/share", "arithmetic", "The share is a little off.", AUST, 264, 264)],
    ),
    "findings": (
        "finding body cycle subject subjectName kind text paragraph document firstLine lastLine",
        [
            (
                "finding/authority-2010/p1", AUTHORITY, "cycle/authorities-2010", "subject/authority-performance",
                "Authority performance", "strength", "Members take part.", "1", REPORT, 3, 3,
            ),
            (
                "finding/page-2016/skills-summary", LEICS, "cycle/peel-2016", None, None,
                "area-for-improvement", "Skills could be known better.", None, PAGE, 10, 10,
            ),
            (
                "finding/page-2016/skills", LEICS, "cycle/peel-2016", "subject/peel-2016/efficiency/1",
                "PEEL 2016 efficiency, question 1", "area-for-improvement", "Skills are known in part only.", None,
                PAGE, 30, 31,
            ),
        ],
    ),
    "forces": (
        "force policeUkId gssCode area region regionName",
        [
            (DERBYS, "derbyshire", "E23000018", f"{AREA}E23000018", "place/east-midlands", "East Midlands"),
            (DURHAM, "durham", "E23000008", f"{AREA}E23000008", "place/north-east", "North East"),
            (HUMBER, "humberside", "E23000012", f"{AREA}E23000012", "place/yorkshire", "Yorkshire and The Humber"),
            (LEICS, "leicestershire", "E23000021", f"{AREA}E23000021", "place/east-midlands", "East Midlands"),
        ],
    ),
    "forces-in-grade-in-both-years": (
        "force subject grade fromYear toYear",
        # Leicestershire's two "good" of 2014 and 2021 stand on another subject and another scheme
        [(LEICS, EFF, "good", 2015, 2016), (DURHAM, EFF, "outstanding", 2015, 2016)],
    ),
    "front-line-shares": (
        "body metricName periodEnd status value unit comparatorName comparatorValue",
        [
            (NATION, "Share on the front line", "2010-03-31", "actual", D("89"), "%", None, None),
            (LEICS, "Share on the front line", "2010-03-31", "actual", D("91"), "%", NATION_N, D("89")),
        ],
    ),
    "grade-changes": (
        "force forceName subject subjectName fromYear fromGrade toYear toGrade change steps fromBasis toBasis",
        # no row from 2017 to 2021: four grades and five are not comparable
        [
            (DURHAM, "Durham Constabulary", EFF, "Efficiency", 2015, "outstanding", 2016, "outstanding",
             "unchanged", 0, "listed", "listed"),
            (HUMBER, "Humberside Police", EFF, "Efficiency", 2015, "inadequate", 2016, "good",
             "improved", 2, "listed", "listed"),
            (LEICS, LEICS_N, EFF, "Efficiency", 2014, "good", 2015, "good", "unchanged", 0, "stated", "remainder"),
            (LEICS, LEICS_N, EFF, "Efficiency", 2015, "good", 2016, "good", "unchanged", 0, "remainder", "stated"),
            (LEICS, LEICS_N, EFF, "Efficiency", 2016, "good", 2017, "requires improvement",
             "declined", -1, "stated", "reported"),
        ],
    ),
    "grade-counts-check": (
        "year grade published counted difference document firstLine",
        [
            (2015, "outstanding", 2, 1, -1, RELEASE, 47),
            (2016, "outstanding", 1, 1, 0, RELEASE, 42),
            (2016, "inadequate", 0, 0, 0, RELEASE, 45),
        ],
    ),
    "grade-distribution": (
        "cycle year subject grade rank forces graded",
        # the authority's score is no force's grade; "inadequate" of 2016 is 0 because the release says so
        [
            (VFM14, 2014, "subject/value-for-money", "good", 3, 1, None),
            ("cycle/peel-2015", 2015, EFF, "outstanding", 4, 1, None),
            ("cycle/peel-2015", 2015, EFF, "good", 3, 1, None),
            ("cycle/peel-2015", 2015, EFF, "inadequate", 1, 1, None),
            ("cycle/peel-2016", 2016, EFF, "outstanding", 4, 1, 3),
            ("cycle/peel-2016", 2016, EFF, "good", 3, 2, 3),
            ("cycle/peel-2016", 2016, EFF, "inadequate", 1, 0, 3),
            ("cycle/peel-2017", 2017, EFF, "requires improvement", 2, 1, None),
            ("cycle/peel-2021", 2021, EFF, "good", 4, 1, None),
        ],
    ),
    "grade-history": (
        "body year cycle grade scheme basis",
        [
            (DURHAM, 2015, "cycle/peel-2015", "outstanding", FOUR, "listed"),
            (DURHAM, 2016, "cycle/peel-2016", "outstanding", FOUR, "listed"),
            (HUMBER, 2015, "cycle/peel-2015", "inadequate", FOUR, "listed"),
            (HUMBER, 2016, "cycle/peel-2016", "good", FOUR, "listed"),
            (LEICS, 2014, VFM14, "good", FOUR, "stated"),
            (LEICS, 2015, "cycle/peel-2015", "good", FOUR, "remainder"),
            (LEICS, 2016, "cycle/peel-2016", "good", FOUR, "stated"),
            (LEICS, 2017, "cycle/peel-2017", "requires improvement", FOUR, "reported"),
            (LEICS, 2021, "cycle/peel-2021", "good", FIVE, "stated"),
            (AUTHORITY, 2010, "cycle/authorities-2010", "2", SCORES, "stated"),
        ],
    ),
    "grade-schemes": (
        "scheme schemeName grade gradeName rank polarity meaning",
        [
            (FIVE, "Five grades", "good", "Good", 4, None, None),
            (FOUR, "Four grades", "outstanding", "Outstanding", 4, "positive", "Far above good."),
            (FOUR, "Four grades", "good", "Good", 3, "positive", None),
            (FOUR, "Four grades", "requires improvement", "Requires improvement", 2, None, None),
            (FOUR, "Four grades", "inadequate", "Inadequate", 1, None, None),
            (SCORES, "Police authority scores", "2", "Performs adequately", 2, None, "Mostly at the standard."),
        ],
    ),
    "grade-transitions": (
        "subject fromYear toYear fromGrade toGrade change forces",
        [
            (EFF, 2014, 2015, "good", "good", "unchanged", 1),
            (EFF, 2015, 2016, "outstanding", "outstanding", "unchanged", 1),
            (EFF, 2015, 2016, "good", "good", "unchanged", 1),
            (EFF, 2015, 2016, "inadequate", "good", "improved", 1),
            (EFF, 2016, 2017, "good", "requires improvement", "declined", 1),
        ],
    ),
    "improved-and-declined": (
        "subject fromYear toYear change forces",
        [
            (EFF, 2014, 2015, "unchanged", 1),
            (EFF, 2015, 2016, "improved", 1),
            (EFF, 2015, 2016, "unchanged", 2),
            (EFF, 2016, 2017, "declined", 1),
        ],
    ),
    "inspectors": (
        "person personName role organisationName document firstLine lastLine",
        [
            (
                "person/zoe-billingham", "Zoë Billingham", "HM Inspector of Constabulary",
                "HM Inspectorate of Constabulary", RELEASE, 20, 20,
            )
        ],
    ),
    "judgment-evidence": (
        "judgment basis document documentKind firstLine lastLine fragment",
        [
            (J("authorities-2010/leicestershire-police-authority/authority-performance"),
             "stated", REPORT, "report", 3, 3, None),
            (J("peel-2015/durham/efficiency"), "listed", RELEASE, "report", 47, 47, None),
            (J("peel-2015/humberside/efficiency"), "listed", RELEASE, "report", 47, 47, None),
            (J("peel-2015/leicestershire/efficiency"), "remainder", RELEASE, "report", 47, 47, None),
            (J("peel-2016/durham/efficiency"), "listed", RELEASE, "report", 42, 42, None),
            (J("peel-2016/humberside/efficiency"), "listed", RELEASE, "report", 44, 44, None),
            (J("peel-2016/leicestershire/efficiency"), "previous", LETTER, "letter", 73, 73, None),
            (J("peel-2016/leicestershire/efficiency"), "stated", PAGE, "report", 10, 10, "line=9,10"),
            (J("peel-2016/leicestershire/efficiency"), "remainder", RELEASE, "report", 44, 44, None),
            (J("peel-2017/leicestershire/efficiency"), "reported", LETTER, "letter", 23, 23, None),
            (J("peel-2021/leicestershire/efficiency"), "stated", PAGE, "report", 30, 31, None),
            (J("valuing-the-police-2014/leicestershire/value-for-money"), "stated", AUST, "report", 41, 41, None),
        ],
    ),
    "judgments": (
        "body year grade scheme basis document firstLine lastLine",
        [
            (DURHAM, 2015, "outstanding", FOUR, "listed", RELEASE, 47, 47),
            (DURHAM, 2016, "outstanding", FOUR, "listed", RELEASE, 42, 42),
            (HUMBER, 2015, "inadequate", FOUR, "listed", RELEASE, 47, 47),
            (HUMBER, 2016, "good", FOUR, "listed", RELEASE, 44, 44),
            (LEICS, 2014, "good", FOUR, "stated", AUST, 41, 41),
            (LEICS, 2015, "good", FOUR, "remainder", RELEASE, 47, 47),
            (LEICS, 2016, "good", FOUR, "previous", LETTER, 73, 73),
            (LEICS, 2016, "good", FOUR, "stated", PAGE, 10, 10),
            (LEICS, 2016, "good", FOUR, "remainder", RELEASE, 44, 44),
            (LEICS, 2017, "requires improvement", FOUR, "reported", LETTER, 23, 23),
            (LEICS, 2021, "good", FIVE, "stated", PAGE, 30, 31),
            (AUTHORITY, 2010, "2", SCORES, "stated", REPORT, 3, 3),
        ],
    ),
    "longest-runs": (
        "force subject grade cycles fromYear toYear",
        [(LEICS, EFF, "good", 3, 2014, 2016), (DURHAM, EFF, "outstanding", 2, 2015, 2016)],
    ),
    "metric-change": (
        "body metricName fromPeriod fromValue toPeriod toValue change unit status",
        [
            (LEICS, "Police officers", "2010-03-31", D("2317"), "2015-03-31", D("1982"), D("-335"), "count",
             "actual → planned"),
        ],
    ),
    "metric-comparison": (
        "body metricName periodEnd status value comparatorName comparatorValue difference unit comparatorStatus",
        [
            (LEICS, "Burglary rate", "2014-03-31", "actual", D("8.1"), NATION_N, D("7.8"), D("0.3"), "/1,000",
             "actual"),
            (LEICS, "Relative change in officers", "2015-03-31", "planned", D("-14"), NATION_N, D("-11"), D("-3"), "%",
             "planned"),
            (LEICS, "Share on the front line", "2010-03-31", "actual", D("91"), NATION_N, D("89"), D("2"), "%",
             "actual"),
        ],
    ),
    "metrics": (
        "observation body value unit periodStart periodEnd status document firstLine qualifier",
        [
            (O("burglary-national"), NATION, D("7.8"), "/1,000", "2013-04-01", "2014-03-31", "actual",
             AUST, 97, None),
            (O("officers-change-national"), NATION, D("-11"), "%", None, None, "planned", AUST, 264, None),
            (O("frontline-share-2010-national"), NATION, D("89"), "%", "2010-03-01", "2010-03-31", "actual",
             AUST, 264, None),
            (O("burglary"), LEICS, D("8.1"), "/1,000", "2013-04-01", "2014-03-31", "actual", AUST, 97, None),
            (O("officers-difference"), LEICS, D("-335"), "count", "2010-03-31", "2015-03-31", "planned",
             AUST, 264, None),
            (O("calls"), LEICS, D("88.8"), "%", "2013-04-01", "2014-03-31", "actual", AUST, 97, None),
            (O("frontline-2010"), LEICS, D("2067"), "count", "2010-03-01", "2010-03-31", "actual", AUST, 264, None),
            (O("officers-2010"), LEICS, D("2317"), "count", "2010-03-31", "2010-03-31", "actual", AUST, 264, None),
            (O("officers-2015"), LEICS, D("1982"), "count", "2015-03-31", "2015-03-31", "planned", AUST, 264, None),
            (O("officers-change"), LEICS, D("-14"), "%", "2010-03-31", "2015-03-31", "planned", AUST, 264, None),
            (O("savings-review"), LEICS, D("36.1"), "£m", "2011-04-01", "2015-03-31", "required", AUST, 41, None),
            (O("savings-review"), LEICS, D("36.1"), "£m", "2011-04-01", "2015-03-31", "required", AUST, 97, None),
            (O("savings-2014"), LEICS, D("10.4"), "£m", "2014-04-01", "2015-03-31", "planned", AUST, 41, "about"),
            (O("frontline-share-2010"), LEICS, D("91"), "%", "2010-03-01", "2010-03-31", "actual", AUST, 264, None),
            (O("response-time"), LEICS, D("15"), "min", None, None, "target", AUST, 97, None),
            (O("satisfaction"), LEICS, D("85.8"), "%", "2013-04-01", "2014-03-31", "actual", AUST, 97, None),
            (O("members"), AUTHORITY, D("17"), "count", None, None, "actual", REPORT, 60, None),
            (O("members-councillors"), AUTHORITY, D("9"), "count", None, None, "actual", REPORT, 60, None),
            (O("members-independent"), AUTHORITY, D("7"), "count", None, None, "actual", REPORT, 60, None),
        ],
    ),
    "missing-grades": (
        "body bodyName year cycle subject state",
        [
            (DERBYS, DERBYS_N, 2017, "cycle/peel-2017", EFF, "not-found"),
            (HUMBER, "Humberside Police", 2017, "cycle/peel-2017", EFF, "not-graded"),
        ],
    ),
    "most-changed-cycle": (
        "cycle year compared improved unchanged declined changedPercent",
        [
            ("cycle/peel-2017", 2017, 1, 0, 0, 1, D("100")),
            ("cycle/peel-2016", 2016, 3, 1, 2, 0, D("33.3")),
            ("cycle/peel-2015", 2015, 1, 0, 1, 0, D("0")),
        ],
    ),
    "never-fell": (
        "force subject fromYear toYear steps improved fallsElsewhere",
        [(DURHAM, EFF, 2015, 2016, 1, 0, 0), (HUMBER, EFF, 2015, 2016, 1, 1, 0)],
    ),
    "office-holders": (
        "person role organisation document firstLine",
        [
            (None, "Clerk", None, REPORT, 60),
            ("person/willy-bach", "Police and Crime Commissioner", "commissioner/pcc-leicestershire", LETTER, 9),
            ("person/zoe-billingham", "HM Inspector of Constabulary", "inspectorate/hmicfrs", RELEASE, 20),
        ],
    ),
    "organisations": (
        "organisation kind partOf documents",
        [
            ("inspectorate/hmicfrs", None, None, 2),
            (LEICS, None, None, 1),
            (AUTHORITY, None, None, 1),
            ("organisation/standards-committee", "committee", AUTHORITY, 1),
        ],
    ),
    "pages": (
        "page pageName address judgments ungraded counts doubts",
        [("document/web-example-org-0000000000", "example.org", "https://example.org/", 0, 1, 0, 0)],
    ),
    "pillars-compared": (
        "cycle year subject forces outstanding good requiresImprovement inadequate goodPercent",
        [
            ("cycle/peel-2015", 2015, EFF, 3, 1, 1, 0, 1, D("66.7")),
            ("cycle/peel-2016", 2016, EFF, 3, 1, 2, 0, 0, D("100")),
            ("cycle/peel-2017", 2017, EFF, 1, 0, 0, 1, 0, D("0")),
            ("cycle/peel-2021", 2021, EFF, 1, 0, 1, 0, 0, D("100")),
        ],
    ),
    "question-sets": (
        "question subject questionSet number wording document firstLine",
        [
            ("subject/peel-2016/efficiency/headline", EFF, None, None, "How efficient is it?", PAGE, 7),
            ("subject/peel-2016/efficiency/1", EFF, None, 1, "How well does it know its demand?", PAGE, 24),
            ("subject/peel-2016/efficiency/release/1", EFF, "release", 1, "How well does it meet its demand?",
             RELEASE, 39),
        ],
    ),
    "recomputed-figures": (
        "observation derivation stated computed difference unit",
        # -335 / 2317 = -14.46 %; 2067 / 2317 = 89.21 %; 9 + 7 = 16
        [
            (O("officers-difference"), "difference", D("-335"), D("-335"), D("0"), "count"),
            (O("officers-change"), "relative change", D("-14"), D("-14.5"), D("-0.5"), "%"),
            (O("frontline-share-2010"), "share", D("91"), D("89.2"), D("-1.8"), "%"),
            (O("members"), "total", D("17"), D("16"), D("-1"), "count"),
        ],
    ),
    "recurring-areas-for-improvement": (
        "finding body cycle text other otherCycle otherKind otherText",
        [
            (
                "finding/page-2016/skills", LEICS, "cycle/peel-2016", "Skills are known in part only.",
                "finding/page-2016/skills-summary", "cycle/peel-2016", "area-for-improvement",
                "Skills could be known better.",
            )
        ],
    ),
    "regions-compared": (
        "region cycle year subject forces goodOrBetter goodPercent",
        [
            (f"place/{region}", f"cycle/peel-{year}", year, EFF, 1, good, D(str(100 * good)))
            for region, year, good in [
                ("east-midlands", 2015, 1), ("north-east", 2015, 1), ("yorkshire", 2015, 0),
                ("east-midlands", 2016, 1), ("north-east", 2016, 1), ("yorkshire", 2016, 1),
                ("east-midlands", 2017, 0), ("east-midlands", 2021, 1),
            ]
        ],
    ),
    "responses": (
        "response responseName byName date respondsTo published days",
        # from 9 November 2017: 21 days to the end of the month, then 31 + 31 + 28 + 31, then 11 of April
        [
            (LETTER, "Letter on PEEL efficiency 2017", "Willy Bach", "2018-04-11", "document/report-2017", "2017-11-09",
             21 + 31 + 31 + 28 + 31 + 11),
        ],
    ),
    "savings-by-year-and-status": (
        "body periodStart periodEnd status value unit qualifier",
        [
            (LEICS, "2011-04-01", "2015-03-31", "required", D("36.1"), "£m", None),
            (LEICS, "2014-04-01", "2015-03-31", "planned", D("10.4"), "£m", "about"),
        ],
    ),
    "scores-with-meaning": (
        "body year subject score scoreName meaning",
        [(AUTHORITY, 2010, "subject/authority-performance", "2", "Performs adequately", "Mostly at the standard.")],
    ),
    "survey-results": (
        "body metricName status value unit lowerBound upperBound comparatorName",
        [(LEICS, "Victim satisfaction", "actual", D("85.8"), "%", D("83.9"), D("87.7"), None)],
    ),
    "workforce-plan": (
        "body metricName fromDate fromValue toDate toStatus toValue difference percent comparatorName "
        "comparatorPercent",
        [
            (LEICS, "Police officers", "2010-03-31", D("2317"), "2015-03-31", "planned", D("1982"), D("-335"), D("-14"),
             NATION_N, D("-11")),
        ],
    ),
}  # fmt: skip


def test_every_query_has_its_rows_here() -> None:
    assert sorted(EXPECTED) == QUERIES


@pytest.mark.parametrize("name", QUERIES)
def test_rows_follow_from_the_graph(name: str, catalogue: Catalogue, local: LocalGraph) -> None:
    names, expected = EXPECTED[name]
    result = local.select(catalogue.get(name).text)
    indexes = [result.columns.index(column) for column in names.split()]
    assert [tuple(row[index] for index in indexes) for row in values(result)] == expected


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_give_the_same_rows(
    name: str, catalogue: Catalogue, local: LocalGraph, rdflib_small: Graph
) -> None:
    text = catalogue.get(name).text
    ours, theirs = local.select(text), ask_rdflib(rdflib_small, text)
    assert theirs.columns == ours.columns
    assert values(theirs) == values(ours)


@pytest.mark.parametrize("name", QUERIES)
def test_values_are_of_the_type_that_the_header_gives_their_column(
    name: str, catalogue: Catalogue, local: LocalGraph
) -> None:
    query = catalogue.get(name)
    result = local.select(query.text)
    for row in result.rows:
        for column, cell in zip(query.columns, row, strict=True):
            if cell is None:
                continue
            datatype = getattr(cell, "datatype", None)
            found = "iri" if datatype is None else datatype.value.rpartition("#")[2]
            assert found == column.type, (column.name, cell)


@pytest.mark.parametrize("name", QUERIES)
def test_key_tells_rows_apart(name: str, catalogue: Catalogue, local: LocalGraph) -> None:
    query = catalogue.get(name)
    result = local.select(query.text)
    indexes = [result.columns.index(column) for column in query.header.own.key]
    keys = [tuple(row[index] for index in indexes) for row in values(result)]
    assert len(set(keys)) == len(keys)


def _pairs() -> list[tuple[str, str, str]]:
    """For each parameter of each query one value that its column has on the small graph."""
    pairs = []
    for name in QUERIES:
        names, rows = EXPECTED[name]
        columns = names.split()
        query = Catalogue(Project(ROOT)).get(name)
        for parameter in query.parameters.values():
            if parameter.variable in columns:
                index = columns.index(parameter.variable)
                pairs += [(name, parameter.name, str(row[index])) for row in rows[-1:]]
    return pairs


@pytest.mark.parametrize(("name", "option", "wanted"), _pairs())
def test_parameter_keeps_the_rows_with_that_value_in_its_column(
    name: str, option: str, wanted: str, catalogue: Catalogue, local: LocalGraph, rdflib_small: Graph
) -> None:
    query = catalogue.get(name)
    everything = local.select(query.text)
    index = everything.columns.index(query.parameters[option].variable)
    bindings = bind(query, {option: wanted}, local.select)
    term = bindings[query.parameters[option].variable]
    assert str(value(term)) == wanted
    expected = [line for line, row in zip(values(everything), everything.rows, strict=True) if row[index] == term]
    assert expected
    assert values(local.select(query.text, bindings)) == expected
    remote_form = with_values(query.text, bindings)
    assert values(local.select(remote_form)) == expected
    assert values(ask_rdflib(rdflib_small, remote_form)) == expected


def test_two_parameters_together(catalogue: Catalogue, local: LocalGraph) -> None:
    query = catalogue.get("grade-changes")
    given = {"force": "leicestershire", "from-year": "2015", "to-year": "2016"}
    rows = values(local.select(query.text, bind(query, given, local.select)))
    assert [row[4:9] for row in rows] == [(2015, "good", 2016, "good", "unchanged")]


def test_authority_scores_are_in_no_change_and_no_distribution(catalogue: Catalogue, local: LocalGraph) -> None:
    for name in ("grade-changes", "grade-distribution", "improved-and-declined", "forces-in-grade-in-both-years"):
        for row in values(local.select(catalogue.get(name).text)):
            assert AUTHORITY not in row
            assert "subject/authority-performance" not in row
