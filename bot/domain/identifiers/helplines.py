"""Numbers a case may name freely: emergency services, crisis lines, advice lines."""

from collections.abc import Mapping

LINES: Mapping[str, str] = {
    "emergency": "000 111 112 911 999",
    "AU: Lifeline, Poisons Information, interpreters, SES, police": "13 11 14|13 11 26|13 14 50|13 25 00|13 14 44",
    "AU: Beyond Blue, Suicide Call Back, MensLine, Relationships": "1300224636 1300659467 1300789978 1300364277",
    "AU: 13YARN, 1800RESPECT, Kids Helpline, healthdirect, QLife": "139276 1800737732 1800551800 1800022222 1800184527",
    "AU: headspace, NSW Mental Health, Open Arms, alcohol and drugs": "1800650890 1800011511 1800011046 1800250015",
    "UK: NHS 119, Samaritans, Childline, domestic abuse, Papyrus": "119 116123 08001111 08082000247 08000684141",
    "UK: Mind, CALM, Macmillan, Shout by text": "03001233393 0800585858 08088080000 85258",
    "NZ: 1737, Lifeline, Samaritans, suicide crisis, Healthline": "1737 0800543354 0800726666 0508828865 0800611116",
    "NZ: poisons, Youthline, family violence, depression": "0800764766 0800376633 0800456450 0800111757",
    "NZ: alcohol and drugs, Women's Refuge, Victim Support": "0800787797 0800733843 0800842846",
    "CA: 988, 811, 211, Kids Help Phone": "988 811 211 18006686868 8006686868 686868",
    "CA: Talk Suicide": "18334564566 8334564566",
    "US: lifeline, poison control": "18002738255 8002738255 18002221222 8002221222 741741",
    "US: domestic violence, SAMHSA, RAINN": "18007997233 8007997233 18006624357 8006624357 18006564673 8006564673",
    "IE: Pieta, Childline, text 50808, poisons, Women's Aid": "1800247247 1800666666 50808 018092166 1800341900",
    "Europe: missing children, children": "116000 116111",
}
"""Digits as dialled at home, published by each service."""

HELPLINES: frozenset[str] = frozenset(
    number.replace(" ", "") for line in LINES.values() for number in line.split("|" if "|" in line else " ")
)
