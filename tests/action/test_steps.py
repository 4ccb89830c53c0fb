"""The steps of the action, run by bash, call what they should with what they were given, whatever that is."""

from __future__ import annotations

import re

import pytest

from .conftest import PUSH, Stage, commit, pull_request
from .runner import load

REPORTS = [f"--report={form}=WORK/check.{form}" for form in ("github", "json", "markdown", "sarif")]
UPLOAD = "Upload the findings to code scanning"
COMMENT = "Comment the pull request"
EXPIRED = "of-yesterday"
MARK = "<!-- peelgraph graph -->"


def test_a_project_is_built_and_checked(stage: Stage) -> None:
    outcome = stage.run()
    assert stage.calls == [
        ["build", "--project=.", "--out=WORK/build"],
        ["check", "--fail-on=violation", *REPORTS, "--project=.", "--"],
    ]
    assert not outcome.failed
    assert {name: stage.tidy(value) for name, value in outcome.outputs.items()} == {
        "exit-code": "0",
        "graph": "WORK/build",
        "report": "WORK/check.json",
        "sarif": "WORK/check.sarif",
        "summary": "WORK/check.markdown",
        "diff": "",
    }
    assert outcome.summary == "markdown of the check\n"


def test_files_are_checked_without_a_build(stage: Stage) -> None:
    outcome = stage.run(files="\n  \ndata/*.ttl\n", shapes="shapes", fail_on="info", baseline="known.yaml")
    wanted = ["--fail-on=info", *REPORTS, "--shapes=shapes", "--baseline=known.yaml"]
    assert stage.calls == [["check", *wanted, "--", "data/one.ttl", "data/two words.ttl"]]
    assert (outcome.failed, outcome.outputs["graph"]) == (False, "")


def test_a_name_that_no_file_answers_is_handed_on(stage: Stage) -> None:
    """So that it is peelgraph that says it is missing, and a pattern that matches nothing never passes."""
    stage.answer(check={"code": 3, "writes": False})
    outcome = stage.run(files="gone/*.ttl")
    assert stage.calls[0][-2:] == ["--", "gone/*.ttl"]
    assert (outcome.outputs["exit-code"], outcome.outputs["sarif"], outcome.summary) == ("3", "", "")
    assert outcome.failed


@pytest.mark.parametrize("code", [1, 2, 3, 4, 6, 70])
def test_a_check_that_fails_still_reports_everywhere(stage: Stage, code: int) -> None:
    stage.answer(check={"code": code}, diff={"code": 1})
    outcome = stage.run(pull_request(stage.base), files="data/one.ttl", sarif="true", comment="true")
    assert [step for step in outcome.steps if step in {UPLOAD, COMMENT}] == [COMMENT, UPLOAD]
    assert stage.tidy(outcome.steps[UPLOAD].given["sarif_file"]) == "WORK/check.sarif"
    assert outcome.summary.startswith("markdown of the check\n")
    assert len(stage.comments) == 1
    assert outcome.outputs["exit-code"] == str(code)
    assert outcome.steps["Say how it went"].code == code
    assert f"the check ended with exit code {code}" in outcome.log


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("build", {}),
        ("query", {"queries": "grade-changes"}),
        ("audit", {"documents": "documents"}),
        ("diff", {"diff_against": "HEAD~1"}),
    ],
)
def test_every_part_can_fail_the_action(stage: Stage, command: str, inputs: dict[str, str]) -> None:
    stage.answer(**{command: {"code": 5, "writes": False}})
    outcome = stage.run(**inputs)
    assert command in [call[0] for call in stage.calls]
    assert (outcome.failed, outcome.outputs["exit-code"]) == (True, "5")
    assert len(re.findall(r"^::error title=peelgraph::", outcome.log, re.MULTILINE)) == 1


def test_the_check_has_the_last_word(stage: Stage) -> None:
    stage.answer(build={"code": 6}, check={"code": 4})
    outcome = stage.run(queries="grade-changes")
    assert outcome.outputs["exit-code"] == "4"
    assert outcome.outputs["graph"] == ""
    assert [call[0] for call in stage.calls] == ["build", "check"]  # there is no graph to put a query to


# --- where findings are shown ------------------------------------------------------------------------------------


def test_findings_are_annotated_where_nothing_is_uploaded(stage: Stage) -> None:
    stage.answer(check={"code": 1, "github": "::error file=data/one.ttl,line=3::wrong\n"})
    outcome = stage.run(files="data/one.ttl")
    assert "\n::error file=data/one.ttl,line=3::wrong\n" in outcome.log
    assert UPLOAD not in outcome.steps


def test_code_scanning_annotates_by_itself(stage: Stage) -> None:
    stage.answer(check={"code": 1, "github": "::error file=data/one.ttl,line=3::wrong\n"})
    outcome = stage.run(files="data/one.ttl", sarif="true")
    assert "file=data/one.ttl" not in outcome.log
    assert UPLOAD in outcome.steps


def test_nothing_is_uploaded_for_a_fork(stage: Stage) -> None:
    stage.answer(check={"code": 1, "github": "::error file=data/one.ttl,line=3::wrong\n"})
    outcome = stage.run(pull_request(stage.base, head="somebody/graph"), files="data/one.ttl", sarif="true")
    assert UPLOAD not in outcome.steps
    assert "file=data/one.ttl" in outcome.log


def test_nothing_is_uploaded_where_nothing_was_checked(stage: Stage) -> None:
    stage.answer(check={"code": 3, "writes": False})
    assert UPLOAD not in stage.run(files="gone.ttl", sarif="true").steps


# --- queries, audit ----------------------------------------------------------------------------------------------


def test_queries_are_put_to_the_built_graph(stage: Stage) -> None:
    outcome = stage.run(project="graph", queries="grade-changes --force leicestershire\n\n  findings\n")
    graph = ["--project=graph", "--graph=WORK/build/peelgraph.ttl", "--format=markdown", "--out=WORK/answer.markdown"]
    assert stage.calls[2:] == [
        ["query", "grade-changes", "--force", "leicestershire", *graph],
        ["query", "findings", *graph],
    ]
    assert outcome.summary.endswith(
        "\n### grade-changes --force leicestershire\n\nanswer to query grade-changes\n"
        "\n### findings\n\nanswer to query findings\n"
    )


def test_queries_are_put_to_the_one_file(stage: Stage) -> None:
    stage.run(files="data/two words.ttl", queries="findings")
    assert stage.calls[1] == [
        "query", "findings", "--graph=data/two words.ttl", "--format=markdown", "--out=WORK/answer.markdown"
    ]  # fmt: skip


def test_queries_are_not_put_to_several_files(stage: Stage) -> None:
    outcome = stage.run(files="data/*.ttl", queries="findings")
    assert [call[0] for call in stage.calls] == ["check"]
    assert outcome.outputs["exit-code"] == "2"
    assert "name one file, or none" in outcome.log


def test_the_audit_runs_where_documents_are_named(stage: Stage) -> None:
    stage.run(documents="source documents")
    assert stage.calls[2] == ["audit", "--documents=source documents", "--project=."]


# --- the comparison ----------------------------------------------------------------------------------------------


def test_a_pull_request_is_compared_with_where_it_branched_off(stage: Stage) -> None:
    outcome = stage.run(pull_request(stage.base))
    assert stage.calls[2] == [
        "diff", "--format=markdown", "--exit-code", "--out=WORK/part.markdown", "--project=.", "--", stage.base
    ]  # fmt: skip
    assert stage.tidy(outcome.outputs["diff"]) == "WORK/diff.markdown"
    assert outcome.summary == "markdown of the check\nanswer to diff --format=markdown\n"


def test_each_file_is_compared(stage: Stage) -> None:
    stage.run(files="data/*.ttl", diff_against="main~1")
    start = ["diff", "--format=markdown", "--exit-code", "--out=WORK/part.markdown", "--"]
    assert stage.calls[1:] == [
        [*start, "main~1:data/one.ttl", "data/one.ttl"],
        [*start, "main~1:data/two words.ttl", "data/two words.ttl"],
    ]


def test_a_new_file_is_named(stage: Stage) -> None:
    """As code, in which Markdown has no signs: the name comes from the repository."""
    commit(stage.repository, {"data/<b>new.ttl": ""})
    outcome = stage.run(pull_request(stage.base), files="data/<b>new.ttl", diff_against="main~1", comment="true")
    assert [call[0] for call in stage.calls] == ["check", "gh", "gh"]
    assert outcome.summary.endswith("## A new file\n\n    data/<b>new.ttl\n\n")
    assert [each["body"] for each in stage.comments] == [f"{MARK}\n## A new file\n\n    data/<b>new.ttl\n\n"]


def test_a_revision_that_is_not_there_is_for_peelgraph_to_report(stage: Stage) -> None:
    stage.run(files="data/one.ttl", diff_against="mian")
    assert stage.calls[1][-3:] == ["--", "mian:data/one.ttl", "data/one.ttl"]


def test_a_push_is_compared_with_nothing(stage: Stage) -> None:
    stage.run(PUSH)
    assert [call[0] for call in stage.calls] == ["build", "check"]


def test_a_checkout_without_history_is_said(stage: Stage) -> None:
    outcome = stage.run(pull_request("0123456789" * 4), comment="true")
    assert "::warning title=peelgraph::nothing to compare with: check out with fetch-depth: 0" in outcome.log
    assert [call[0] for call in stage.calls] == ["build", "check"]
    assert not outcome.failed


# --- the comment -------------------------------------------------------------------------------------------------


def test_a_change_is_commented(stage: Stage) -> None:
    stage.answer(diff={"code": 1, "file": "1 judgment changed\n"})
    outcome = stage.run(pull_request(stage.base), comment="true")
    assert [each["body"] for each in stage.comments] == [f"{MARK}\n1 judgment changed\n"]
    assert outcome.steps[COMMENT].given["GH_TOKEN"] == PUSH["token"]
    assert not outcome.failed


def test_the_comment_is_written_over(stage: Stage) -> None:
    other = {"id": 10, "user": {"type": "Bot"}, "body": "tests pass"}
    quoted = {"id": 11, "user": {"type": "Bot"}, "body": f"see {MARK}"}
    stage.comment(other, quoted, {"id": 12, "user": {"type": "Bot"}, "body": f"{MARK}\nold"})
    stage.answer(diff={"code": 1, "file": "new\n"})
    stage.run(pull_request(stage.base), comment="true")
    assert [each["body"] for each in stage.comments] == ["tests pass", f"see {MARK}", f"{MARK}\nnew\n"]


def test_a_comment_of_somebody_else_stays(stage: Stage) -> None:
    stage.comment({"id": 10, "user": {"type": "User"}, "body": f"{MARK}\nforged"})
    stage.answer(diff={"code": 1, "file": "new\n"})
    stage.run(pull_request(stage.base), comment="true")
    assert [each["body"] for each in stage.comments] == [f"{MARK}\nforged", f"{MARK}\nnew\n"]


def test_no_change_is_not_worth_a_comment(stage: Stage) -> None:
    stage.run(pull_request(stage.base), comment="true")
    assert stage.comments == []


def test_a_change_taken_back_is_told_where_a_comment_stands(stage: Stage) -> None:
    stage.comment({"id": 12, "user": {"type": "Bot"}, "body": f"{MARK}\nold"})
    stage.answer(diff={"file": "no differences\n"})
    stage.run(pull_request(stage.base), comment="true")
    assert [each["body"] for each in stage.comments] == [f"{MARK}\nno differences\n"]


def test_a_comment_has_room_for_what_it_says(stage: Stage) -> None:
    stage.answer(diff={"code": 1, "file": "- a change\n" * 7000})
    outcome = stage.run(pull_request(stage.base), comment="true")
    assert [each["body"] for each in stage.comments] == [
        f"{MARK}\nToo much has changed for a comment; the job summary lists it.\n"
    ]
    assert outcome.summary.count("- a change\n") == 7000


@pytest.mark.parametrize(
    ("head", "token"), [("police/graph", ""), ("somebody/graph", "of-the-run")], ids=["no token", "a fork"]
)
def test_without_leave_no_comment_is_tried(stage: Stage, head: str, token: str) -> None:
    stage.answer(diff={"code": 1})
    outcome = stage.run(pull_request(stage.base, head=head), comment="true", token=token)
    assert "::notice title=peelgraph::no comment" in outcome.log
    assert all(call[0] != "gh" for call in stage.calls)
    assert not outcome.failed


def test_a_comment_is_asked_for(stage: Stage) -> None:
    stage.answer(diff={"code": 1})
    assert COMMENT not in stage.run(pull_request(stage.base)).steps


def test_a_comment_that_fails_fails_the_action_but_stops_nothing(stage: Stage) -> None:
    stage.answer(diff={"code": 1})
    outcome = stage.run(pull_request(stage.base), comment="true", sarif="true", token=EXPIRED)
    assert outcome.failed
    assert "Bad credentials" in outcome.log
    assert UPLOAD in outcome.steps
    assert outcome.outputs["exit-code"] == "0"


# --- what may come ------------------------------------------------------------------------------------------------

HOSTILE = [
    '"; touch stolen; echo "',
    "$(touch stolen)",
    "`touch stolen`",
    "'; touch stolen; '",
    "${IFS}touch${IFS}stolen",
    "--help",
    "-x",
    "a && touch stolen",
    "*",
    "\\",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_inputs_stay_text(stage: Stage, text: str) -> None:
    outcome = stage.run(
        project=text, files=f"no/{text}", shapes=text, fail_on=text, baseline=text, documents=text, diff_against=text
    )
    options = [f"--fail-on={text}", *REPORTS, f"--project={text}", f"--shapes={text}", f"--baseline={text}"]
    check, audit, diff = stage.calls
    assert check == ["check", *options, "--", f"no/{text}"]
    assert audit == ["audit", f"--documents={text}", f"--project={text}"]
    assert diff[-3:] == ["--", f"{text}:no/{text}", f"no/{text}"]
    assert not outcome.failed
    assert not list(stage.own.parent.rglob("stolen"))


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_queries_stay_text(stage: Stage, text: str) -> None:
    stage.run(queries=text)
    assert stage.calls[2][1:-4] == text.split()
    assert not list(stage.own.parent.rglob("stolen"))


def test_a_line_break_in_an_input_adds_no_output(stage: Stage) -> None:
    outcome = stage.run(project=".\nwork=elsewhere\r\nstop=known")
    assert stage.calls[0] == ["build", "--project=. work=elsewhere  stop=known", "--out=WORK/build"]
    assert not outcome.failed


def test_what_a_graph_says_gives_the_runner_no_orders(stage: Stage) -> None:
    """Orders to the runner are lines that begin with `::`; between a stop with a secret word and the word none is."""
    order = "::error file=seeds/x.yaml::not of peelgraph"
    stage.answer(**{name: {"print": order} for name in ("build", "check", "query", "audit", "diff")})
    outcome = stage.run(queries="findings", documents="documents", diff_against="HEAD~1")
    words = set()
    for step in outcome.steps.values():
        if order in step.log:
            match = re.fullmatch(r"::stop-commands::([0-9a-f]{32})\n(.*\n)+::\1::\n(.*\n)*", step.log)
            assert match, step.log
            words.add(match[1])
            assert order not in step.log.partition(f"::{match[1]}::\n")[2]
    assert outcome.log.count(order) == 5
    assert len(words) == 1
    again = stage.run()
    assert not words & set(re.findall(r"stop-commands::(\w+)", again.log))


@pytest.mark.parametrize("name", ["sarif", "comment"])
@pytest.mark.parametrize("value", ["yes", "", "True", "true\nfalse"])
def test_a_switch_is_true_or_false(stage: Stage, name: str, value: str) -> None:
    outcome = stage.run(**{name: value})
    assert outcome.failed
    assert "take true or false" in outcome.log
    assert stage.calls == []


def test_scripts_hold_no_expressions() -> None:
    """A value that GitHub puts into a script is run as part of it."""
    for step in load()["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), step["name"]
        if "run" in step:
            assert step["run"].startswith("set -euo pipefail\n"), step["name"]
