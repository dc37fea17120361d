"""The arithmetic agrees with published examples, and with nothing one typing error away."""

import pytest

from bot.domain.identifiers import checkdigits

PUBLISHED = [
    # check, number, where it is published
    (checkdigits.luhn, "79927398713", "Wikipedia, Luhn algorithm"),
    (checkdigits.luhn, "4111111111111111", "payment card test number of every processor"),
    (checkdigits.medicare, "2123456701", "Services Australia, sample Medicare card 2123 45670 1"),
    (checkdigits.ihi, "8003608166690503", "HL7 Australia, AU Base IHI example"),
    (checkdigits.tax_file_number, "123456782", "python-stdnum, stdnum.au.tfn"),
    (checkdigits.nhs, "9434765919", "Wikipedia, NHS number: 943 476 5919"),
    (checkdigits.nhs, "9434765870", "python-stdnum, stdnum.gb.nhs: 943-476-5870"),
    (checkdigits.nhi, "ZAC5361", "HISO 10046, worked example of the old form"),
    (checkdigits.nhi, "WLD9413", "python-nhi, README"),
    (checkdigits.nhi, "ABC1235", "Wikipedia, NHI Number"),
    (checkdigits.nhi, "ZBN77VL", "nhi crate, README: new form, HISO 10046:2023"),
    (checkdigits.nhi, "ZVB97XQ", "deno-nhi, README: new form, HISO 10046:2023"),
    (checkdigits.nhi, "ZSC21TN", "python-nhi, README: new form, HISO 10046:2023"),
    (checkdigits.nhi, "ZAD96LT", "datacraft.nz on the new form as of 2019 (modulus 24)"),
    (checkdigits.luhn, "046454286", "Wikipedia, Social insurance number: 046 454 286, never issued"),
    (checkdigits.ohip, "1234567897AB", "Luhn over the ten digits alone"),
    (checkdigits.sin, "123456782", "python-stdnum, stdnum.ca.sin: 123-456-782"),
    (checkdigits.bc_phn, "9698658215", "python-stdnum, stdnum.ca.bc_phn: 9698 658 215"),
    (checkdigits.ssn, "078051120", "SSA history: the Woolworth wallet number"),
    (checkdigits.pps, "1234567T", "Wikipedia, Personal Public Service Number"),
    (checkdigits.pps, "1234567FA", "Wikipedia, Personal Public Service Number, since 2013"),
    (checkdigits.pps, "6433435F", "python-stdnum, stdnum.ie.pps"),
    (checkdigits.pps, "6433435OA", "python-stdnum, stdnum.ie.pps"),
    (checkdigits.ramq, "BOUF94011419", "shape: January 1994, day 14"),
    (checkdigits.nino, "AB123456C", "shape: prefix AB is issued"),
]
REFUSED = [
    (checkdigits.luhn, "79927398710"),
    (checkdigits.medicare, "2123456711"),
    (checkdigits.medicare, "1123456701"),
    (checkdigits.ihi, "8003608166690504"),
    (checkdigits.ihi, "8003638166690503"),
    (checkdigits.nhs, "9434765918"),
    (checkdigits.nhs, "0000000000"),
    (checkdigits.nhi, "ZAC3561"),
    (checkdigits.nhi, "ZZZ0044"),
    (checkdigits.nhi, "ZZZ00AA"),
    (checkdigits.sin, "046454287"),
    (checkdigits.sin, "046454286"),
    (checkdigits.bc_phn, "9698648215"),
    (checkdigits.bc_phn, "5736504210"),
    (checkdigits.ssn, "666123456"),
    (checkdigits.ssn, "900123456"),
    (checkdigits.ssn, "123004567"),
    (checkdigits.pps, "1234567A"),
    (checkdigits.ramq, "BOUF94131419"),
    (checkdigits.nino, "QQ123456C"),
    (checkdigits.nino, "GB123456A"),
]


@pytest.mark.parametrize(
    ("agrees", "number", "source"), PUBLISHED, ids=lambda value: getattr(value, "__name__", str(value))[:24]
)
def test_a_published_number_agrees_with_its_check(agrees, number, source):
    assert agrees(number), source


@pytest.mark.parametrize(("agrees", "number"), REFUSED, ids=lambda value: getattr(value, "__name__", str(value))[:24])
def test_a_mistyped_or_never_issued_number_does_not(agrees, number):
    assert not agrees(number)


@pytest.mark.parametrize(
    ("agrees", "number"),
    [
        (agrees, number)
        for agrees, number, _ in PUBLISHED
        if agrees in (checkdigits.luhn, checkdigits.nhs, checkdigits.bc_phn)
    ],
    ids=lambda value: getattr(value, "__name__", str(value))[:24],
)
def test_changing_any_one_digit_is_noticed(agrees, number):
    last = len(number)
    first = 1 if agrees is checkdigits.bc_phn else 0
    for place in range(first, last):
        for other in set("0123456789") - {number[place]}:
            assert not agrees(number[:place] + other + number[place + 1 :]), (place, other)
