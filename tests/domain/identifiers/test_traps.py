"""What a good case is full of and identifies nobody: nothing here may be asked about."""

import pytest

from bot.domain.identifiers import Tier, find
from bot.domain.identifiers.helplines import HELPLINES

TRAPS = [
    "A 47-year-old woman with six weeks of cough and a BP of 120/80.",
    "BP 135/85 lying, 118/76 standing, HR 92, sats 97% on RA, temp 37.4.",
    "Obs: HR 96, RR 18, SpO2 94%, weight 98 kg, BMI 31.2, waist 104 cm.",
    "Amoxicillin 500 mg tds 5/7, prednisolone 25 mg daily for 3/7, review 2/52.",
    "Symptoms for 5/12, worse over 10/7, pain 7/10, power 4/5, GCS 14/15, Apgars 9/10.",
    "VA 6/12 right, 6/9 left. PHQ-9 14/27, GAD-7 9/21, MMSE 26/30.",
    "Hb 130 g/L, WCC 7.2, platelets 250000, ferritin 15, eGFR 92, CRP 94, NT-proBNP 1240.",
    "Viral load 1250000 copies/mL, benzathine penicillin 1,200,000 units, vitamin D 50,000 IU.",
    "Na 140, K 4.2, urea 5.5, creatinine 92 umol/L, ALT 98, GGT 101, INR 2.3.",
    "HbA1c 7.2% (55 mmol/mol), TSH 2.4 mIU/L, T4 14.1 pmol/L.",
    "See PMID: 31978945, PMID 28474732 and doi:10.1056/NEJMoa2001017.",
    "Trial NCT04280705, ACTRN12605000123606, ISRCTN50189673, Cochrane CD001234.",
    "Smith et al. BMJ 2019;366:l4567 and Lancet 2020;395(10223):497-506.",
    "SNOMED CT 195967001, ICD-10 J45.909, LOINC 4548-4, ISBN 978-3-16-148410-0.",
    "Billed MBS item 23, 36 and 44, items 721 and 723, item 10990.",
    "PBS authority code 4158, PBS item 2622B, streamlined authority 10244.",
    "NICE NG136 and CG127, TA123, SIGN 158, RACGP Red Book 9th edition.",
    "2023 ESC guideline, updated March 2024, replaces the 2018 version.",
    "The guideline changed in 2019 and again in 2021-2022.",
    "Guidelines: https://www.nice.org.uk/guidance/ng136, racgp.org.au, https://doi.org/10.1001/jama.2020.1585",
    "See www.rch.org.au/clinicalguide and cks.nice.org.uk.",
    "Lifeline 13 11 14, Beyond Blue 1300 22 4636, 1800 737 732, call 000.",
    "Samaritans 116 123, NHS 111, Childline 0800 1111, 1737 in New Zealand, 988 in the US.",
    "Born at 32 weeks, birthweight 1950 g. 3 children aged 2, 5 and 9.",
    "She may 10 days later need more. Two march fractures. In May 2023 he improved.",
    "T2N1M0 tumour, T1 N0 M0, stage IIIB, grade 2, ECOG 1.",
    "S1 Q3 T3 on ECG, V1-V4, QTc 440 ms, leads II, III, aVF.",
    "Lumbar L4/L5 disc, C5/6 radiculopathy, vitamin B12 180 pmol/L, 1.5 L fluid restriction.",
    "Peak flow 420/450, FEV1 92% predicted, FEV1/FVC 0.68.",
    "EPDS 12/30, K10 28, DASS-21 14, Edinburgh 11. Clinical frailty scale 5.",
    "Prevalence 1 in 10,000; n = 12345; NNT 98; 95% CI 0.92-1.05; HR 0.92 (0.85-0.99).",
    "At 90 days follow-up, 90 minutes after, 95 kg, 94 mmol, 100 mg, 90% of people.",
    "Smoked 20/day for 30 years, 14 units/week, 10 pack-years, quit 2015.",
    "CHA2DS2-VASc 4, HAS-BLED 2, Wells 3, ABCD2 5, QRISK3 14.2%.",
    "Onset 3 days ago, seen at 0900, call at 17:30, back 24/7 on call.",
    "Follow-up in 3/12 or 6/12, bloods in 4/52, cough since 2/7.",
    "Doses of 1 000 000 units and 0.5 mL of 1:1000 adrenaline; ratio 10:1:1.",
    "Flu vaccine 2024, COVID-19 boosters, PCV13, 9vHPV, MMR at 12 and 18 months.",
    "Height 165 cm, weight 72.5 kg, BMI 26.6, temp 38.2 C, BSL 11.2, ketones 0.3.",
    "Emoji <:nod:123456789012345678> and time <t:1767225600:F> are Discord's own.",
    "COPD GOLD 2, NYHA II, ASA 3, ASCVD 12%, CKD G3a A2, 24-hour urine 2.1 g.",
    "Pharmacy script with 5 repeats, quantity 100, max 8 per 24 hours.",
    "Room temperature 21.5, altitude 2500 m, PM2.5 35, pollen 1,234.",
    "The 1990s, a 2x2 table, 3-4 times a week, 10-15 mg, 7-10 days.",
    "She turned 65 last year; her mother died at 72 of a stroke.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_an_honest_text_is_left_alone(text):
    asked = [(one.why, text[one.start : one.end]) for one in find(text) if one.tier is not Tier.HINT]
    assert asked == []


@pytest.mark.parametrize("number", sorted(HELPLINES))
def test_a_helpline_is_never_a_finding(number):
    assert [one for one in find(f"Gave her the number {number} to call.") if one.tier is not Tier.HINT] == []
