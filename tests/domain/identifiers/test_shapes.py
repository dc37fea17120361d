"""Every class of identifier with a fixed shape is found where it stands, and redacted whole."""

import pytest

from bot.domain.identifiers import Kind, Tier, find, redact

# The identifier is what stands between the guillemets.
NUMBERS = [
    (Kind.HEALTH_NUMBER, "Medicare «2123 45670 1» on file"),
    (Kind.HEALTH_NUMBER, "Medicare «2123 45670 1/2» on file"),
    (Kind.HEALTH_NUMBER, "card «2123456701»"),
    (Kind.HEALTH_NUMBER, "with no label at all «2123 45670 1» it is still one"),
    (Kind.HEALTH_NUMBER, "Medicare number: «2123 45671 1» (mistyped)"),
    (Kind.HEALTH_NUMBER, "IHI «8003 6081 6669 0503»"),
    (Kind.HEALTH_NUMBER, "«8003608166690503» was uploaded"),
    (Kind.STATE_NUMBER, "CRN «204 123 456A»"),
    (Kind.STATE_NUMBER, "his TFN is «123 456 782»"),
    (Kind.STATE_NUMBER, "DVA file «NX123456»"),
    (Kind.HEALTH_NUMBER, "NHS number «943 476 5919»"),
    (Kind.HEALTH_NUMBER, "nhs no. «9434765919»"),
    (Kind.HEALTH_NUMBER, "«943-476-5919» is registered with us"),
    (Kind.HEALTH_NUMBER, "NHS no «943 476 5918»"),
    (Kind.HEALTH_NUMBER, "CHI number «943 476 5870»"),
    (Kind.STATE_NUMBER, "NI number «AB 12 34 56 C»"),
    (Kind.STATE_NUMBER, "«AB123456C» on the fit note"),
    (Kind.STATE_NUMBER, "nino: «qq123456c»"),
    (Kind.HEALTH_NUMBER, "NHI «ZAC5361»"),
    (Kind.HEALTH_NUMBER, "nhi: «zac5361»"),
    (Kind.HEALTH_NUMBER, "«ZSC21TN» seen in clinic"),
    (Kind.HEALTH_NUMBER, "NHI number «ZAC3561»"),
    (Kind.HEALTH_NUMBER, "her NHI is «ZAC 5361»"),
    (Kind.STATE_NUMBER, "SIN «046 454 286»"),
    (Kind.STATE_NUMBER, "SIN: «046 454 287»"),
    (Kind.HEALTH_NUMBER, "OHIP «1234 567 897 AB»"),
    (Kind.HEALTH_NUMBER, "PHN «9698 658 215»"),
    (Kind.HEALTH_NUMBER, "«9698658215» on the requisition"),
    (Kind.HEALTH_NUMBER, "RAMQ «BOUF 9401 1419»"),
    (Kind.HEALTH_NUMBER, "SK health number «123456789»"),
    (Kind.HEALTH_NUMBER, "Alberta health card «12345-6789»"),
    (Kind.STATE_NUMBER, "SSN «078-05-1120»"),
    (Kind.STATE_NUMBER, "SSN 078051120 is written «078 05 1120»"),
    (Kind.STATE_NUMBER, "last four of his SSN «1120»"),
    (Kind.STATE_NUMBER, "SSN ending in «1120»"),
    (Kind.STATE_NUMBER, "xxx-xx-«1120»"),
    (Kind.HEALTH_NUMBER, "Medicare «1EG4-TE5-MK73»"),
    (Kind.HEALTH_NUMBER, "«1EG4TE5MK73» from the portal"),
    (Kind.HEALTH_NUMBER, "mbi «1eg4te5mk73»"),
    (Kind.STATE_NUMBER, "PPS «1234567T»"),
    (Kind.STATE_NUMBER, "PPSN «1234567FA»"),
    (Kind.STATE_NUMBER, "PPS no «1234567A»"),
    (Kind.RECORD_NUMBER, "MRN «482913»"),
    (Kind.RECORD_NUMBER, "MRN: «48-29-13»"),
    (Kind.RECORD_NUMBER, "UR number «0482913»"),
    (Kind.RECORD_NUMBER, "Hospital no. «A482913»"),
    (Kind.RECORD_NUMBER, "patient ID is «70012345»"),
    (Kind.RECORD_NUMBER, "chart # «48291»"),
    (Kind.NUMBER, "ACC claim number «10045678901»"),
    (Kind.NUMBER, "policy no. «AB123456»"),
    (Kind.STATE_NUMBER, "passport «N1234567»"),
    (Kind.STATE_NUMBER, "driver's licence no «12345678»"),
    (Kind.NUMBER, "card «4111 1111 1111 1111»"),
]
CONTACTS = [
    (Kind.PHONE, "call «0412 345 678» please"),
    (Kind.PHONE, "mob:«0412345678»"),
    (Kind.PHONE, "on «(08) 9345 1234» after six"),
    (Kind.PHONE, "«+61 8 9345 1234»"),
    (Kind.PHONE, "«0412 345\n678» at the end of a line"),
    (Kind.PHONE, "takes 2 tablets, «0412 345 678»"),
    (Kind.PHONE, "«020 7946 0958»"),
    (Kind.PHONE, "mobile «07700 900123»"),
    (Kind.PHONE, "«07911 123456»"),
    (Kind.PHONE, "«021 555 1234»"),
    (Kind.PHONE, "«087 123 4567»"),
    (Kind.PHONE, "«416-967-1111»"),
    (Kind.PHONE, "«(416) 967-1111 ext 12»"),
    (Kind.PHONE, "«416.967.1111»"),
    (Kind.PHONE, "ph «9345 1234»"),
    (Kind.PHONE, "phone «555-0142»"),
    (Kind.PHONE, "«+33 1 42 68 53 00»"),
    (Kind.PHONE, "number is «0412\u2013345\u2013678»"),
    (Kind.PHONE, "«\uff10\uff14\uff11\uff12 345 678» in wide digits"),
    (Kind.PHONE, "«04\u200b12 345 678» with an invisible space"),
    (Kind.EMAIL, "write to «jane.smith@example.com»."),
    (Kind.EMAIL, "«jane @ example.com»"),
    (Kind.EMAIL, "«jane.smith [at] example [dot] com»"),
    (Kind.EMAIL, "«jane(at)example.com»"),
    (Kind.EMAIL, "«jane dot smith at gmail dot com»"),
    (Kind.EMAIL, "«janesmith at hotmail.com»"),
    (Kind.EMAIL, "«ren\u00e9e@example.co.uk»"),
    (Kind.LINK, "see «https://www.facebook.com/jane.smith»"),
    (Kind.LINK, "«www.smithfamily.com», their page"),
    (Kind.LINK, "blog at «janeblogs.com/post»"),
    (Kind.LINK, "«https://nice.org.uk.example.com/x»"),
    (Kind.LINK, "«https://nice.org.uk@example.com/x»"),
    (Kind.LINK, "«discord.gg/abcdef»"),
    (Kind.HANDLE, "posts as «@jane_smith88» daily"),
    (Kind.HANDLE, "«<@123456789012345678>» knows her"),
    (Kind.HANDLE, "insta: «jane.smith88»"),
    (Kind.HANDLE, "«u/throwaway-gp»"),
    (Kind.HANDLE, "«janes#1234»"),
    (Kind.NETWORK, "from «203.0.113.42» at night"),
    (Kind.NETWORK, "«2001:db8:85a3::8a2e:370:7334»"),
    (Kind.NETWORK, "pump «00:1B:44:11:3A:B7»"),
    (Kind.COORDINATES, "at «-31.9523, 115.8613»"),
    (Kind.COORDINATES, "«51.5072\u00b0 N, 0.1276\u00b0 W»"),
    (Kind.COORDINATES, "«33\u00b051'54\"S 151\u00b012'34\"E»"),
    (Kind.COORDINATES, "«///filled.count.soap»"),
]
BIRTHS = [
    (Kind.BIRTH_DATE, "DOB «14/03/1941»"),
    (Kind.BIRTH_DATE, "d.o.b.: «14.3.41»"),
    (Kind.BIRTH_DATE, "born on «14 March 1941»"),
    (Kind.BIRTH_DATE, "Date of birth «1941-03-14»"),
    (Kind.BIRTH_DATE, "dob «14031941»"),
    (Kind.BIRTH_DATE, "birthday «March 14»"),
]
ASKED = [
    (Kind.HANDLE, "«#PrayForJane» went round"),
    (Kind.DATE, "seen «14/03/2024»"),
    (Kind.DATE, "seen «3-4-24» again"),
    (Kind.DATE, "bloods «2024-03-14»"),
    (Kind.DATE, "operated «14 March 2024»"),
    (Kind.DATE, "operated «14th of March»"),
    (Kind.DATE, "admitted «March 14th, 2024»"),
    (Kind.DATE, "admitted «14 Mar '24»"),
    (Kind.DATE, "admitted «14Mar24»"),
    (Kind.DATE, "admitted «3 Febuary»"),
    (Kind.DATE, "admitted «12 Setpember 2023»"),
    (Kind.DATE, "admitted «9 Decmber»"),
    (Kind.DATE, "vu le «14 f\u00e9vrier 2024»"),
    (Kind.DATE, "seen «14/3» with a rash"),
    (Kind.DATE, "seen «20240314»"),
    (Kind.DATE, "came «Tuesday the 14th»"),
    (Kind.DATE, "fell on «Boxing Day 2023»"),
    (Kind.AGE, "a «93» year old man"),
    (Kind.AGE, "a «93»yo man"),
    (Kind.AGE, "«101»F, lives alone"),
    (Kind.AGE, "aged «94», lives alone"),
    (Kind.AGE, "she is «ninety-three»"),
    (Kind.AGE, "before her «100th» birthday"),
    (Kind.AGE, "born in «1929»"),
    (Kind.AGE, "and she is now «94»."),
    (Kind.DATE, "admitted «July 4/22» with pain"),
    (Kind.ADDRESS, "lives at «12 Smith Street, Fremantle WA 6160»"),
    (Kind.ADDRESS, "at «Unit 4/12 Smith St» with her son"),
    (Kind.ADDRESS, "at «4 St John's Road» with her son"),
    (Kind.ADDRESS, "at «27 high street» with her son"),
    (Kind.ADDRESS, "post to «PO Box 123»"),
    (Kind.ADDRESS, "on «Marine Parade», by the pub"),
    (Kind.ADDRESS, "«1600 Pennsylvania Avenue NW» is one"),
    (Kind.POSTCODE, "near «SW1A 1AA»"),
    (Kind.POSTCODE, "near «K1A 0B1»"),
    (Kind.POSTCODE, "near «D02 X285»"),
    (Kind.POSTCODE, "from WA «6160» originally"),
    (Kind.POSTCODE, "from Austin TX «78701» originally"),
    (Kind.POSTCODE, "postcode is «6160»"),
    (Kind.POSTCODE, "Ely, NV «89301»."),
]


def _marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("«"), text.index("»") - 1
    return text.replace("«", "").replace("»", ""), start, end


@pytest.mark.parametrize(("kind", "marked"), NUMBERS + CONTACTS + BIRTHS)
def test_a_number_a_contact_and_a_date_of_birth_must_go(kind, marked):
    text, start, end = _marked(marked)
    hit = next(one for one in find(text) if one.start < end and start < one.end)
    assert (hit.kind, hit.tier) == (kind, Tier.REDACT)
    assert text[start:end] in text[hit.start : hit.end]


@pytest.mark.parametrize(("kind", "marked"), ASKED)
def test_dates_ages_and_places_to_live_are_asked_about(kind, marked):
    text, start, end = _marked(marked)
    hit = next(one for one in find(text) if one.start < end and start < one.end)
    assert (hit.kind, hit.tier) == (kind, Tier.CONFIRM)
    assert text[hit.start : hit.end].removeprefix("on ") == text[start:end] or kind is Kind.ADDRESS


@pytest.mark.parametrize(
    ("before", "after", "countries"),
    [
        ("Seen on 14 March 2024.", "Seen in autumn 2024.", {"AU"}),
        ("Seen on 14 March 2024.", "Seen in spring 2024.", {"UK", "IE"}),
        ("Seen on 14 March 2024.", "Seen in 2024.", {"AU", "UK"}),
        ("On 14 July she fell.", "In winter she fell.", {"NZ"}),
        ("Unwell since 2 July.", "Unwell since summer.", {"CA"}),
        ("DOB: 14/3/41", "DOB: [date of birth]", {"AU"}),
        ("A 93 year old.", "A 90+ year old.", {"AU"}),
        ("Mr [name], 92, of [town].", "Mr [name], 90+, of [town].", {"AU"}),
        ("Ring 0412 345 678.", "Ring [phone].", {"AU"}),
        ("jane@example.com", "[email]", set()),
        ("NHS 943 476 5919", "NHS [health number]", {"UK"}),
    ],
)
def test_the_proposal_reads_well(before, after, countries):
    assert redact(before, find(before, countries=countries)) == after


def test_a_country_without_a_pack_is_ignored_and_the_rest_still_runs():
    assert [one.kind for one in find("jane@example.com, health card 12345678", countries=["DE"])] == [
        Kind.EMAIL,
        Kind.HEALTH_NUMBER,
    ]


def test_a_national_number_is_not_looked_for_elsewhere():
    assert find("ZSC21TN seen in clinic", countries=["US"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He is the only vet in town and everybody likes him.",
        "She is a former mayor with chest pain.",
        "The shark attack was all over the news.",
    ],
)
def test_what_people_nearby_can_put_a_name_to_is_a_hint(text):
    found = find(text)
    assert {(one.kind, one.tier) for one in found} == {(Kind.TELLING, Tier.HINT)}


def test_digits_spelt_out_are_a_number_too():
    text = "ring him on oh four one two three four five six seven eight please"
    assert redact(text, find(text)) == "ring him on [phone] please"
