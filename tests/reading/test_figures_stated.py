"""Which numbers of running text count something, and which do not: by grammar, where no metric is known for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.errors import SourceError
from builder.reading.grammar.counted import Counted, load_counted
from builder.reading.service import Reading
from tests.reading.test_figures import COVER, figures, said

Read = Callable[[str], Reading]

COUNTING = {
    # a number counts the plural behind it
    "Officers seized 80 phones and 14 kilograms of cocaine.": ["80", "14"],
    "The squad took 17 gangs apart.": ["17"],
    "It asked 1,260 rural households what they wanted.": ["1,260"],
    "But 48 people who should have been called on had not been.": ["48"],
    "There were 312 outstanding suspects on its list when we visited.": ["312"],
    "In recent years 12 sergeants left.": ["12"],
    "Some 430 registered sex offenders had not been visited.": ["430"],
    "Between them they supervise 212 young offenders.": ["212"],
    "Last year 61 detectives passed the national examination.": ["61"],
    "The force has 16 dogs, 9 horses and 2 drones.": ["16", "9", "2"],
    "Twenty-five volunteers now look after the counters.": ["Twenty-five"],
    "Twelve sergeants left in 2016.": ["Twelve"],
    "Eleven young people were held overnight in police cells.": ["Eleven"],
    "Officers used force on 5,118 occasions.": ["5,118"],
    "The panel met 14 times in 2008/09.": ["14"],
    "Black people were 4.1 times more likely to be searched.": ["4.1"],
    "Vetting now takes 11 weeks.": ["11 weeks"],
    "It covers 1,240 square miles.": ["1,240"],
    "It deals with 350 calls a day.": ["350"],
    "More than 2,000 people answered.": ["2,000"],
    "The 13 neighbouring parishes pay £4,000 each.": ["13", "£4,000"],
    "44 people had been waiting for over 12 months.": ["44"],
    "The merger gave the Force 12 cars that nobody wanted.": ["12"],
    "It has put £2.4m into new radios and sold 31 vehicles.": ["£2.4m", "31"],
    "A further 52 CCTV cameras will be put up by 2017/18.": ["52"],
    "Over 90,000 visitors come for the races.": ["90,000"],
    "It has one detective for 41 cases.": ["41"],
    "Its only boat made 212 trips in 2012/13.": ["212"],
    "Nobody had opened 1,090 emails.": ["1,090"],
    "Two hundred and forty homes have an alarm.": ["Two hundred and forty"],
    "I met 34 residents at 5 surgeries.": ["34", "5"],
    "Inspectors spoke to 44 victims and sat in on 9 interviews.": ["44", "9"],
    "All 26 custody visitors are volunteers.": ["26"],
    "Three constables cover 400 square miles at night.": ["400"],
    "Crime maps are looked at 30,000 times a month.": ["30,000"],
    "Victims rang 3.5 times on average.": ["3.5"],
    "Sergeants have between 12 and 20 constables each.": ["12", "20"],
    "Sergeants look after 10 to 15 constables.": ["10", "15"],
    "The Authority has 19 members: 11 councillors and 8 others.": ["19", "11", "8"],
    "It holds 31,000 fingerprints and 240 firearms.": ["31,000", "240"],
    "A petition with 4,112 names was ignored.": ["4,112"],
    "Its 22 miles of coast have 3 huts.": ["22", "3"],
    "The merger cost the district 14 constables.": ["14"],
    "Last week 40 people rang.": ["40"],
    "A 12-bed hostel was opened for 9 girls.": ["9"],
    "Thirty-one sergeants act up.": ["Thirty-one"],
    "Between April and June 2014, 212 calls were lost.": ["212"],
    "I recruited 200 more volunteer Special Constables and 100 Volunteer Police Officers.": ["200", "100"],
    "Over 300 officers, wardens and staff were hired.": ["300"],
    "A further six stations were opened again.": ["six"],
    "It made 61 arrests from 480 searches.": ["61", "480"],
    "There is one dog for 600 square miles.": ["600"],
    "It recorded 412 fewer burglaries than in 2012.": ["412"],
    "Nine guests and 40 wardens were interviewed.": ["40"],
    # a part of a whole that is counted
    "Of 80 case files that we reviewed, 23 had no supervision at all.": ["80", "23"],
    "Of 38 reports that came before the panel, five led to a question.": ["38", "five"],
    "Of its 14 garages the constabulary will close five.": ["14", "five"],
    "Of the 36 promises made in 2015, all but four have been kept.": ["36", "four"],
    "Of the 300 officers trained, 270 said that the course helped.": ["300", "270"],
    "Of 60 searches, nine lacked grounds.": ["60", "nine"],
    "Seven of its nine sergeants had started within the year.": ["Seven", "nine"],
    "Three of the 12 kennels were out of use.": ["Three", "12"],
    "Only 11 of 14 wards had held a meeting.": ["11", "14"],
    "It lost 212 of the 640 cadets that it had in 2010.": ["212", "640"],
    "I did not like the queue of phones waiting to be read: 430 of them in January 2014.": ["430"],
    "It recorded 1,412 hate crimes, of which 96 led to a charge.": ["1,412", "96"],
    "It arrested 60 people, six of whom were children.": ["60", "six"],
    "In 93 of these cases nobody had weighed the danger.": ["93"],
    "We listened to 140 calls; in 31 of those calls nobody asked for a name.": ["140", "31"],
    "In 31 out of 140 searches no reason was given.": ["31", "140"],
    # a number alone, where the words around it say that it counts
    "The backlog of devices stood at 640 in June 2013.": ["640"],
    "A team of 18 looks after the most dangerous.": ["18"],
    "Each constable has a caseload of 23.": ["23"],
    "Only a few had a camera. By 2016/17 there will be 410.": ["410"],
    "The number of open investigations fell from 4,210 to 3,655.": ["4,210", "3,655"],
    "Complaints are up from 318 to 402.": ["318", "402"],
    "Lists of cases grew to 1,100.": ["1,100"],
    "The wait for vetting grew from 6 weeks to 14.": ["6 weeks", "14"],
    "Numbers of wardens went from 60 to 44.": ["60", "44"],
    "Staff numbers are down by 120.": ["120"],
    "Thefts of lead fell by a third, to 214.": ["214"],
    "Thefts of lead fell by 33 percent to 214.": ["33 percent", "214"],
    "Half of the 62 cameras are broken.": ["62"],
    "In one wing 6 of 20 beds were free.": ["6", "20"],
    "Thirty of the 41 shops have been robbed.": ["Thirty", "41"],
    "Only two of 26 custody records had a risk assessment.": ["two", "26"],
    "Nearly 600 of its 2,100 officers are eligible to retire.": ["600", "2,100"],
    "The commissioner answered 48 letters, 12 of them by hand.": ["48", "12"],
    "Two of the constabulary's nine cells are shut.": ["Two", "nine"],
    "It has 12 cells, seven of them without a lavatory.": ["12", "seven"],
    "Just under 700 of those arrested were let go.": ["700"],
    "Members came to 64 of the 80 meetings to which they were called.": ["64", "80"],
    "It has cut 61 of its 300 vehicles since 2010, saving £410,000.": ["61", "300", "£410,000"],
    "Of 14 boats 3 sank.": ["14", "3"],
    "In 2013, 41 of the 60 tutors resigned.": ["41", "60"],
    "A dog costs £3,200 a year; there are 14.": ["£3,200", "14"],
    "Theft rose 14 percent to 5,120 offences.": ["14 percent", "5,120"],
    "The team of 6 has grown to 14.": ["6", "14"],
    # lengths of time, shares and money
    "Victims waited 47 days on average for a first call.": ["47 days"],
    "Sickness cost the force 9,450 working days in 2013/14.": ["9,450 working days"],
    "Letters are answered in eight seconds.": ["eight seconds"],
    "The force should answer grievances within the 28 days that it allows itself.": ["28 days"],
    "It answers 96% of letters within 10 working days.": ["96%", "10 working days"],
    "Samples wait 5 months to be tested.": ["5 months"],
    "The cost of its own office was cut by 18 per cent, to £410,000.": ["18 per cent", "£410,000"],
    "Members agreed to it in 25 minutes.": ["25 minutes"],
    "Fewer than eleven per cent of voters came.": ["eleven per cent"],
    "A constable may wait 40 minutes, and in one case waited four hours.": ["40 minutes", "four hours"],
    "About 1,300 hours a week are spent in hospitals.": ["1,300 hours"],
    "Inspectors watched 22 hours of film.": ["22 hours"],
    "Sixty percent of lockers are empty.": ["Sixty percent"],
    "They waited for up to nine hours.": ["nine hours"],
    "The oldest file had been open for 412 days.": ["412 days"],
    "Officers act within 15 minutes of a call for help.": ["15 minutes"],
    "It takes the force 12 days to reply.": ["12 days"],
    "It would cost between £2 and £3 million.": ["£2", "£3 million"],
    "It misses the 30 minute target.": ["30 minute"],
    "The helicopter flew 412 hours and cost £2.2 million.": ["412 hours", "£2.2 million"],
    "It is owed £60,000 by two councils.": ["£60,000"],
    "It spends £212 per head, against £187 elsewhere.": ["£212", "£187"],
    "It solved 8.2 percent of burglaries, up from 6.9.": ["8.2 percent", "6.9"],
    # units that a number leaves out, or that are two
    "Time lost to leave fell from 8.2 days to 7.6.": ["8.2 days", "7.6"],
    "The wait for a call fell from nine minutes to just under four.": ["nine minutes", "four"],
    "There were 48.2 thefts per 1,000 population (61.1 in England and Wales).": ["48.2", "61.1"],
    "It received 276 grievances per 1,000 employees.": ["276"],
    "It issued 183 notices, or 32 for each 100,000 people.": ["183", "32"],
    "A caller waited 2 minutes 10 seconds.": ["2 minutes 10 seconds"],
    "A patrol costs 49p per person per day.": ["49p"],
    "It serves 0.71m people.": ["0.71m"],
    "Vetting took nine weeks.": ["nine weeks"],
    "Devices waited for eleven months.": ["eleven months"],
    "It misses its ten-second target.": ["ten-second"],
    # numbers by themselves that count what was counted before
    "We read 100 stop and search records and found that 22 did not say why.": ["100", "22"],
    "It lent 45 cadets to its neighbours and means to add a further 20 by April 2015.": ["45", "20"],
    "It found 88 thefts. Of the 88, the force had recorded 75.": ["88", "75"],
    "It found 88 thefts. Eleven were recorded too late.": ["88", "Eleven"],
    "It had 304 phones in October 2013 and 41 in March 2014.": ["304", "41"],
    "It has 14 vans. It means to buy 22 more of them by April.": ["14", "22"],
    "The number of boats on the lake has grown by 22.": ["22"],
    "It lent two analysts to its neighbours.": ["two"],
    "It pays for 12 sergeants and six analysts.": ["12", "six"],
    "It covers 1,970 square milesPopulation 0.71m people.": ["1,970", "0.71m"],
}
"""Sentences as reports, releases and letters have them, with the figures of each as printed."""

PASSING = [
    # the inspection itself, its grades and scores
    "It was graded 3 on a scale of 1 to 4.",
    "It was inspected in tranche 2.",
    "We looked at two of the three pillars.",
    "Five forces were judged to be good and 12 required improvement.",
    "The three questions for efficiency are on the next page.",
    "They moved from grade 2 to grade 3.",
    "Its score rose from 2 to 3.",
    "The remaining 34 were judged as good.",
    "It graded 2 forces as outstanding, 30 forces as good and 10 as requires improvement.",
    "We have done better than the other 38 in England and Wales.",
    "The report has 96 pages in 5 chapters.",
    "Of the 12 areas, two were outstanding.",
    "The force was outstanding in 2 and good in 5.",
    "The inspectorate graded 3 of the 5 questions.",
    "There were 9 grades of good and 2 of inadequate.",
    # ages, times, places, names, numbers of lines
    "Children aged 10 to 17 were asked.",
    "People over 65 feel safest.",
    "Residents between 16 and 24 were asked.",
    "The line is open 24 hours a day, 7 days a week.",
    "It is staffed by a 24-hour team.",
    "The office opens at 9.30 and closes at 5.",
    "The meetings of 4 and 5 May were cancelled.",
    "It is now 6 o'clock.",
    "See page 14 and paragraphs 3.2 to 3.5.",
    "Section 60 and code 5 were explained to every officer.",
    "Telephone 01632 960 123 or write to 12 Castle Street, Ashport.",
    "Call 101 or 999.",
    "The counter is open from 9 to 5.",
    "Year 6 pupils were asked what they feared.",
    "See table 3, note 12 and annex 4.",
    "It was 2 degrees when the cells were inspected.",
    "Recommendation 4 asks officers to wear badges.",
    "In ward 12 shops are robbed.",
    "He was 17 when he was first searched.",
    "The bus is number 9 and leaves at 7pm.",
    "We visited on 3, 4 and 5 March.",
    "Room 101 and gate 4 are closed.",
    "Ashport Vision 25 ties the programmes together.",
    "Operation 21 goes on.",
    "1. The inspectorate is independent.",
    "Our judgments 27",
    "Score: 2",
    "ISBN 978-1-78655-123-4",
    # said in passing, or told as a ratio
    "In two ways the plan is better.",
    "The two teams work well, and one is outstanding.",
    "Both of us have seen three chief constables go.",
    "Two sergeants told us that they had no time.",
    "Only one of them had a key.",
    "Members asked for figures three times.",
    "One in ten victims never heard back.",
    "Nine out of ten people feel safe.",
    "Its 5 aims are plain.",
    "Three in four residents trust it.",
    "Three chief officers share two offices.",
    "The 17-member authority meets in public.",
    "Half a million people live there.",
    "Seven of them were new.",
    "Of the 14, three sank.",
    "By 2015 the team will be 40 strong.",
    "A 10-point plan was agreed.",
    "Only 3 in 100 burglaries are solved.",
    "£1 in every £4 goes on cars.",
    "For every £1 spent it gets back little.",
    "Some 1 in 4 recruits leave.",
    "One in ten police officers is a dog handler.",
    "Of every 100 calls, 14 are lost.",
    "She is one of nine commissioners in the north.",
    "A third of them never came back.",
    "One of the three cells was flooded.",
    "Twenty or so people came.",
    "The target is 40.",
    "The top 10 risks are looked at each week.",
    "For every 1,000 residents there is a sergeant.",
    "It is 100 percent committed to this.",
    "Had the plan gone ahead it would have lost 300 cadets.",
    "That is 2 too many.",
    # when, not how long; by law; careers and plans
    "Under the Act I have 56 days to reply.",
    "Commissioners have 56 days to respond.",
    "The law gives me 56 days.",
    "The report came 3 weeks ago.",
    "Eleven days after the visit a letter came.",
    "The verdict came 11 days after the visit.",
    "In the last 12 months it has done better.",
    "In the next 30 days it will do better.",
    "Over the next 3 years it must do better.",
    "A 12-month plan was drawn up.",
    "The court gave them 14 years in prison.",
    "For three years running the panel has met in May.",
    "Eighteen months ago it had no plan.",
    "She has served for 27 years.",
    "The force should, within six months, publish a plan.",
    "Patrols pass every 15 minutes.",
    "In 3 weeks' time the doors will open.",
    "The 56 days that the law allows have passed.",
    "This is our 3rd visit in 2 years.",
    "His 40 years of service end in May.",
    # of another twelve, and of those judged, nothing was counted before
    "A further 12 were judged to be good.",
    "The remaining 12 were outstanding.",
    "Of every 100 letters, 14 were lost.",
    "He came in 2010 and left in 2013.",
]
"""Sentences whose numbers are no figures."""


@pytest.mark.parametrize("sentence", COUNTING)
def test_numbers_that_count(sentence: str, read_text: Read) -> None:
    reading = read_text(COVER + sentence)
    assert [str(each.fields["printed"]) for each in figures(reading)] == COUNTING[sentence]


@pytest.mark.parametrize("sentence", PASSING)
def test_numbers_that_count_nothing(sentence: str, read_text: Read) -> None:
    reading = read_text(COVER + sentence)
    assert [each.fields["printed"] for each in figures(reading)] == []


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Seven of its nine sergeants left, and 40 vans.", ["stated-people", "stated-people", "stated-number"]),
        ("Of 60 young offenders, nine came back.", ["stated-people", "stated-people"]),
        ("It shut 40 gates, of which 12 are open again.", ["stated-number", "stated-number"]),
        ("Samples wait 94 days to be tested.", ["stated-duration"]),
    ],
)
def test_what_is_counted_is_people_or_things(sentence: str, metrics: list[str], read_text: Read) -> None:
    assert [each[0] for each in said(read_text(COVER + sentence))] == metrics


@pytest.mark.parametrize(
    "sentence", ["Two of nine gates are to close.", "The force plans to close two of its nine gates."]
)
def test_what_is_planned_for_a_part_is_not_planned_for_the_whole(sentence: str, read_text: Read) -> None:
    """At a time that is not told; the whole is there already."""
    assert said(read_text(COVER + sentence)) == [
        ("stated-number", "ashshire", "2", "2014-07", "planned"),
        ("stated-number", "ashshire", "9", "2014-07", "actual"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the year to March 2014 it seized 80\nphones and 14 cars.", ["80", "14"]),
        ("The helicopter cost £3\nmillion, and nobody\nflew it.", []),
        ("Of 38 reports, five\nled to a question.", ["38", "five"]),
        ("Ranks and ranges 12\nThis is another 14\n3 boats sank.", ["3"]),
    ],
)
def test_sentences_broken_across_lines(text: str, expected: list[str], read_text: Read) -> None:
    assert [each.fields["printed"] for each in figures(read_text(COVER + text))] == expected


AUTHORITY = """\
#058/2010 - Ashshire Police Authority 'performs poorly'

18 March 2010

Ashshire Police Authority 'performs poorly', according to a report that HMIC and the Audit Commission publish today.

On a scale from one to four the joint inspection team assessed the Authority's performance as 'one'.

"""


def test_reports_on_authorities_count_as_much(read_text: Read) -> None:
    text = AUTHORITY + "Only seven of the 17 members came. In 2009/10 it met 11 times. The Force lost 40 vans.\n"
    assert [(each[1], each[2]) for each in said(read_text(text))] == [
        ("ashshire-police-authority", "7"),
        ("ashshire-police-authority", "17"),
        ("ashshire-police-authority", "11"),
        ("ashshire", "40"),
    ]


COLLECTION = """\
PEEL: police efficiency 2017 - force press releases

HMICFRS asked how efficient forces are at keeping people safe and reducing crime. A release for each force is below.

Ashshire Police's efficiency at keeping people safe and reducing crime is good

HMICFRS judged that Ashshire Police:

- is 'good' at how it uses its resources; and
- has saved £3m by sharing hangars.

HM Inspector of Constabulary Zoe Larkspur said:

"A complaint takes 210 days."

Bexshire Constabulary

HMICFRS judged that Bexshire Constabulary:

- is 'good' at planning for the future.

"It has 31 boats, and Ashshire Police has 12."

Notes to editors

A survey of 900 people was made.
"""


def test_headings_say_about_whom_the_parts_of_a_collection_are(read_text: Read) -> None:
    assert [(each[1], each[2]) for each in said(read_text(COLLECTION))] == [
        ("ashshire", "3"),
        ("ashshire", "210"),
        ("bexshire", "31"),
        ("ashshire", "12"),
    ]


def test_a_project_may_have_no_words_for_counting(tmp_path: Path) -> None:
    assert load_counted(tmp_path, "rules") == Counted()
    assert Counted().noun(" gangs") == "gangs"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("alone: ['there are']", "has no `#`"),
        ("passing: ['# (a|b']", "never closed"),
        ("nouns: [cats]", "not permitted"),
    ],
)
def test_wrong_words_for_counting_say_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "counted.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        load_counted(tmp_path, "rules")
    assert message in str(raised.value)
