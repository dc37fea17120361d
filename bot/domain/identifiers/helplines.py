"""Numbers a case may name freely: emergency services, crisis lines, advice lines."""

from collections.abc import Mapping

LINES: Mapping[str, str] = {
    "emergency": "000 111 112 911 999",
    "AU: Lifeline, Poisons Information, interpreters, SES, police": "13 11 14|13 11 26|13 14 50|13 25 00|13 14 44",
    "AU: Beyond Blue, Suicide Call Back, MensLine, Relationships": "1300224636 1300659467 1300789978 1300364277",
    "AU: 13YARN, 1800RESPECT, Kids Helpline, healthdirect, QLife": "139276 1800737732 1800551800 1800022222 1800184527",
    "AU: headspace, NSW Mental Health, Open Arms, alcohol and drugs": "1800650890 1800011511 1800011046 1800250015",
    "AU: PANDA, Gidget, Red Nose, Butterfly, ForWhen": "1300726306 1300851758 1300308307 1800334673 1300242322",
    "AU: SANE, Carer Gateway, My Aged Care, Quitline": "1800187263 1800422737 1800200422 137848",
    "AU: ELDERHelp, nurse on call, MATES, Griefline, debt": "1800353374 1300606024 1300642111 1300845745 1800007007",
    "AU: Medicare, dementia, Jean Hailes, family relationships": "132011 1800100500 1800532642 1800050321",
    "AU: pregnancy, birth and baby, breastfeeding": "1800882436 1800686268",
    "UK: NHS 119, Samaritans, Childline, domestic abuse, Papyrus": "119 116123 08001111 08082000247 08000684141",
    "UK: Mind, CALM, Macmillan, Shout by text": "03001233393 0800585858 08088080000 85258",
    "UK: PANDAS, Tommy's, Cruse, Alzheimer's, Age UK": "08081961776 08000147800 08088081677 03331503456 08006781602",
    "UK: Frank, Smokefree, Men's Advice, Switchboard": "03001236600 03001231044 08088010327 08000119100",
    "UK: debt, the Silver Line": "08088084000 08004708090",
    "NZ: 1737, Lifeline, Samaritans, suicide crisis, Healthline": "1737 0800543354 0800726666 0508828865 0800611116",
    "NZ: poisons, Youthline, family violence, depression": "0800764766 0800376633 0800456450 0800111757",
    "NZ: alcohol and drugs, Women's Refuge, Victim Support": "0800787797 0800733843 0800842846",
    "NZ: PlunketLine, Quitline, OUTLine, elder abuse, "
    "Shine": "0800933922 0800778778 08006885463 08003266865 0508744633",
    "NZ: rural, What's Up, Alzheimers, Parent Help, Shakti": "0800787254 08009428787 0800004001 0800568856 0800742584",
    "CA: 988, 811, 211, Kids Help Phone": "988 811 211 18006686868 8006686868 686868",
    "CA: Talk Suicide": "18334564566 8334564566",
    "CA: Hope for Wellness, poisons, Trans "
    "Lifeline": "18552423310 8552423310 18447647669 8447647669 18773306366 8773306366",
    "CA: ConnexOntario, Telehealth Ontario": "18665312600 8665312600 18667970000 8667970000",
    "US: lifeline, poison control": "18002738255 8002738255 18002221222 8002221222 741741",
    "US: domestic violence, SAMHSA, RAINN": "18007997233 8007997233 18006624357 8006624357 18006564673 8006564673",
    "US: mothers, postpartum": "18338526262 8338526262 18339435746 8339435746 18009444773 8009444773",
    "US: quitline": "18007848669 8007848669",
    "IE: Pieta, Childline, text 50808, poisons, Women's Aid": "1800247247 1800666666 50808 018092166 1800341900",
    "IE: Aware, Quit, My Options, HSELive": "1800804848 1800201203 1800828010 1800700700",
    "Europe: missing children, children": "116000 116111",
}
"""Digits as dialled at home, published by each service."""

HELPLINES: frozenset[str] = frozenset(
    number.replace(" ", "") for line in LINES.values() for number in line.split("|" if "|" in line else " ")
)
