"""B1: what is typed is read exactly, asked about or refused, and never guessed."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from bot.domain.errors import Invalid
from bot.domain.times import Reading, read_time
from tests.domain.times.corpus import ALL, FRENCH, LOCALES, NOW, ZONES, Case, moment


def outcome(phrase: str, zone: str, locale: str, now: str = NOW) -> tuple[str, list[datetime]]:
    """The code ("read" for success) and the moments."""
    try:
        reading = read_time(phrase, now=moment(now, zone), zone=zone, locale=locale)
    except Invalid as error:
        suggestions = error.params["suggestions"]
        assert isinstance(suggestions, tuple)
        return error.code, list(suggestions)
    return "read", [reading.instant]


def check(phrase: str, expected: str, zone: str, locale: str, now: str = NOW) -> None:
    """Compare what became of the phrase with what must."""
    code, moments = outcome(phrase, zone, locale, now)
    if not expected.startswith("time."):
        assert (code, moments) == ("read", [moment(expected, zone)]), (zone, locale)
        return
    wanted_code, _, rest = expected.partition(":")
    wanted = [wall.strip() for wall in rest.split("|") if wall.strip()]
    assert code == wanted_code, (zone, locale)
    if wanted[-1:] == ["…"]:
        assert moments[: len(wanted) - 1] == [moment(wall, zone) for wall in wanted[:-1]]
    else:
        assert moments == [moment(wall, zone) for wall in wanted]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.phrase or "nothing")
def test_every_phrase_of_the_corpus_is_read_asked_or_refused(case: Case) -> None:
    for zone, locale in product(ZONES, LOCALES):
        check(case.phrase, case.for_locale(locale), zone, locale)


@pytest.mark.parametrize("case", FRENCH, ids=lambda case: case.phrase)
def test_french_phrases_are_read_asked_or_refused_where_discord_is_french(case: Case) -> None:
    for zone in ZONES:
        check(case.phrase, case.expected, zone, "fr")


@pytest.mark.parametrize("phrase", ["mar 3 19h", "sam 19h30", "demain 19h"])
def test_french_words_mean_nothing_or_what_they_mean_in_english_to_others(phrase: str) -> None:
    french, english = outcome(phrase, "Europe/London", "fr"), outcome(phrase, "Europe/London", "en-GB")
    assert french != english


@pytest.mark.parametrize("zone", [*ZONES, "America/Port-au-Prince", "America/Argentina/La_Rioja"])
def test_what_is_shown_back_is_read_back_where_discord_is_french(zone: str) -> None:
    now = moment(NOW, zone)
    for days in range(1, 400, 13):
        reading = Reading(now + timedelta(days=days), zone)
        for shown in (reading.label("fr"), reading.value):
            assert read_time(shown, now=now, zone="Europe/Paris", locale="fr") == reading


def test_the_corpus_is_as_large_as_promised() -> None:
    phrases = [case.phrase for case in ALL]
    assert len(phrases) == len(set(phrases)) >= 60


@pytest.mark.parametrize(
    ("zone", "phrase", "expected"),
    [
        # Clocks that jump forward over the hour.
        ("Australia/Sydney", "3 oct 2027 2:30am", "time.gap: 2027-10-03 01:30 | 2027-10-03 03:30"),
        ("Europe/London", "28 mar 2027 01:30", "time.gap: 2027-03-28 00:30 | 2027-03-28 02:30"),
        ("America/Toronto", "14 mar 2027 02:30", "time.gap: 2027-03-14 01:30 | 2027-03-14 03:30"),
        ("Pacific/Auckland", "26 sep 2027 02:30", "time.gap: 2027-09-26 01:30 | 2027-09-26 03:30"),
        ("Australia/Perth", "3 oct 2027 2:30am", "2027-10-03 02:30"),
        # The hours beside the jump are as good as any.
        ("Australia/Sydney", "3 oct 2027 3:00am", "2027-10-03 03:00"),
        ("Europe/London", "28 mar 2027 00:59", "2027-03-28 00:59"),
        # Sydney's jump does not matter to a Perth hour, whoever types it.
        ("Australia/Sydney", "3 oct 2027 2:30am perth", "2027-10-03 02:30 Australia/Perth"),
        ("Australia/Perth", "28 mar 2027 01:30 london", "time.gap: …"),
    ],
)
def test_an_hour_that_clocks_jump_over_is_refused_with_the_hours_beside_it(
    zone: str, phrase: str, expected: str
) -> None:
    check(phrase, expected, zone, "en-GB")


@pytest.mark.parametrize(
    ("zone", "phrase", "first", "second"),
    [
        ("Australia/Sydney", "4 apr 2027 02:30", "2027-04-03T15:30", "2027-04-03T16:30"),
        ("Pacific/Auckland", "4 apr 2027 02:30", "2027-04-03T13:30", "2027-04-03T14:30"),
        ("Europe/London", "31 oct 2027 01:30", "2027-10-31T00:30", "2027-10-31T01:30"),
        ("America/Toronto", "7 nov 2027 01:30", "2027-11-07T05:30", "2027-11-07T06:30"),
        ("Australia/Perth", "4 apr 2027 02:30 sydney", "2027-04-03T15:30", "2027-04-03T16:30"),
    ],
)
def test_an_hour_that_clocks_show_twice_is_asked_with_both(zone: str, phrase: str, first: str, second: str) -> None:
    both = [datetime.fromisoformat(f"{instant}+00:00") for instant in (first, second)]
    assert outcome(phrase, zone, "en-GB") == ("time.overlap", both)


@pytest.mark.parametrize(
    ("phrase", "instant"),
    [
        ("4 apr 2027 02:30 AEDT", "2027-04-03T15:30"),
        ("4 apr 2027 02:30 AEST", "2027-04-03T16:30"),
        ("4 apr 2027 02:30 UTC+11", "2027-04-03T15:30"),
        ("Sun 4 April 2027, 02:30 (Sydney, UTC+10:00)", "2027-04-03T16:30"),
        ("2027-04-04T02:30+11:00[Australia/Sydney]", "2027-04-03T15:30"),
    ],
)
def test_the_second_time_round_can_be_named(phrase: str, instant: str) -> None:
    expected = datetime.fromisoformat(f"{instant}+00:00")
    assert outcome(phrase, "Australia/Sydney", "en-GB") == ("read", [expected])


@pytest.mark.parametrize(
    ("zone", "phrase", "expected"),
    [
        # In December Sydney keeps AEDT; who writes AEST there may mean either.
        (
            "Australia/Sydney",
            "1 dec 7pm AEST",
            "time.ambiguous: 2026-12-01 20:00 | 2026-12-01 19:00",
        ),
        ("Australia/Brisbane", "1 dec 7pm AEST", "2026-12-01 19:00"),
        # Eastern is another coast in Australia.
        (
            "Australia/Perth",
            "1 dec 7pm EDT",
            "time.ambiguous: 2026-12-01 16:00 | 2026-12-02 07:00 | 2026-12-02 08:00",
        ),
        ("America/Toronto", "1 dec 7pm EST", "2026-12-01 19:00"),
        ("Europe/London", "1 dec 7pm EST", "2026-12-01 19:00 America/New_York"),
        ("America/Toronto", "1 jul 2027 7pm ET", "2027-07-01 19:00"),
        ("Asia/Shanghai", "1 dec 7pm CST", "2026-12-01 19:00"),
        ("Asia/Kolkata", "1 dec 7pm IST", "2026-12-01 19:00"),
        ("Europe/London", "1 dec 7pm IST", "time.ambiguous: …"),
        # Greenwich in a British summer.
        (
            "Europe/London",
            "1 jul 2027 7pm GMT",
            "time.ambiguous: 2027-07-01 20:00 | 2027-07-01 19:00",
        ),
    ],
)
def test_zone_letters_are_read_only_when_they_are_certain(zone: str, phrase: str, expected: str) -> None:
    check(phrase, expected, zone, "en-GB")


def test_tomorrow_is_asked_when_it_is_another_day_at_the_place_named() -> None:
    # Perth's Wednesday evening is Sydney's Thursday.
    check(
        "tomorrow 9am sydney time",
        "time.ambiguous: 2026-11-26 09:00 Australia/Sydney | 2026-11-27 09:00 Australia/Sydney",
        "Australia/Perth",
        "en-GB",
        now="2026-11-25 22:30",
    )


@pytest.mark.parametrize(
    ("now", "locale", "expected"),
    [
        ("2026-11-22 10:00", "en-GB", "2026-11-24 19:00"),
        # On a Sunday an American week has already begun.
        ("2026-11-22 10:00", "en-US", "time.ambiguous: 2026-11-24 19:00 | 2026-12-01 19:00"),
        ("2026-11-23 10:00", "en-GB", "time.ambiguous: 2026-11-24 19:00 | 2026-12-01 19:00"),
        ("2026-11-24 10:00", "en-GB", "2026-12-01 19:00"),
        ("2026-11-26 10:00", "en-US", "2026-12-01 19:00"),
    ],
)
def test_next_tuesday_is_asked_when_this_week_has_one_left(now: str, locale: str, expected: str) -> None:
    check("next tue 7pm", expected, "Australia/Perth", locale, now=now)


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        ("2026-11-25 23:59", "tonight midnight", "2026-11-26 00:00"),
        ("2026-11-25 22:00", "tonight 1am", "2026-11-26 01:00"),
        ("2026-11-25 00:10", "tonight 8", "2026-11-25 20:00"),
        ("2026-12-31 10:00", "tomorrow 7pm", "2027-01-01 19:00"),
        ("2026-12-31 10:00", "1/1 7pm", "2027-01-01 19:00"),
        ("2027-12-01 10:00", "29 feb 7pm", "2028-02-29 19:00"),
        ("2027-01-31 10:00", "in 1 month 7pm", "time.impossible: 2027-02-28 19:00 | 2027-03-01 19:00"),
        ("2026-11-25 10:00:30", "in 1 minute", "2026-11-25 10:02"),
    ],
)
def test_days_turn_where_they_should(now: str, phrase: str, expected: str) -> None:
    check(phrase, expected, "Europe/London", "en-GB", now=now)


@pytest.mark.parametrize(
    "hostile",
    ["1" * 4000, "fri " * 1000, "a" * 4000, "(" * 4000, "1:" * 2000, " " * 4000, "é" * 4000,
     "half past " * 400, "in 1 " * 25, "3 dec " * 16, "\u0000", "\u202e7pm", "١٢:٣٠ fri",
     "fri 7pm\n@everyone", "1/" * 50, "<t:99999999999>", "in 999 weeks 7pm", "in 999 months 7pm"],
)  # fmt: skip
def test_hostile_input_is_refused_with_what_was_typed_cut_short(hostile: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_time(hostile, now=moment(NOW, "UTC"), zone="UTC", locale="en-GB")
    assert len(str(refused.value.params["typed"])) <= 100


def test_a_naive_now_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        read_time("7pm", now=datetime(2026, 1, 1), zone="UTC", locale="en-GB")  # noqa: DTZ001
