"""What a good case is full of and identifies nobody: nothing here may be asked about."""

import pytest

from bot.domain.identifiers import Tier, find
from bot.domain.identifiers.helplines import HELPLINES
from data.lexicon import load

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

# Written when the rules were done, to see what they would make of it.
AFTERWARDS = [
    "Audiogram 500 1000 2000 4000 Hz: 20 25 30 45 dB left, 15 20 20 25 right.",
    "Peak flows 380 400 420 390 410 over the week. Glucose diary 7.2 8.4 10.1 6.5 5.9.",
    "Home BPs 145/90 150/95 138/88 142/84 136/80 mean 142/87.",
    "PSA 0.02 0.05 1.2 3.4 over 2019 2020 2021 2022. Teeth 11 12 21 22 36 46 missing.",
    "OR 1.23 (1.01-1.50), p<0.001, pp. 123-134, n=10 000, 10 000 steps, 1 234 567 people.",
    "Growth: 3.2 kg at birth, 50th centile; 5.1 kg at 8/52, 25th centile.",
    "Zoledronate 5 mg IV 2019, 2020, 2021; denosumab 60 mg 6/12ly since.",
    "Levothyroxine 100 mcg Mon-Fri, 125 mcg Sat Sun.",
    "Tacrolimus 0.5 mg bd, level 6.2; MTX 15 mg weekly; folate 5 mg.",
    "Hep B sAg neg, sAb 245, cAb neg. VZV IgG 1245. Rubella IgG 23.",
    "eGFR 45 -> 42 -> 38 over 18 months, ACR 3.4 -> 12 -> 30.",
    "Referred to ENT, OT, SLT, CAMHS and IAPT. Seen by the HV and MW. ACC form done.",
    "The Whooley questions, the STOP-Bang, the AUDIT-C and the Epworth were positive.",
    "Sgarbossa criteria negative; Wellens pattern in V2-V3; de Winter T waves absent; Brugada type 1.",
    "She has Hailey-Hailey, Peutz-Jeghers, Osler-Weber-Rendu and Sjögren's in the family.",
    "Treated with Kenacort, Celestone, DepoMedrol, Xylocaine and Marcaine; also Advantan and Elocon.",
    "Using Difflam, Sudafed, Zyrtec, Telfast, Rhinocort and Nasonex; now Dymista.",
    "Aged care visit, Webster pack changed, Fleet enema, Coloxyl with Senna.",
    "Coronary CT: Agatston 340; LAD 50%; Framingham moderate; started Lipitor, then Crestor, then Ezetrol.",
    "Mental state: Kessler 32. Past trial of CBT, EMDR and Schema Therapy. Beck inventory 28.",
    "Uses Freestyle Libre and Omnipod, time in range 62%, Dexcom before.",
    "Family from Kerala, Punjabi speaking. Visited Thailand and Cambodia. Works in Perth CBD.",
    "Sydney to London flight, DVT after. Lives in rural Tasmania. Grew up in Northern Ireland.",
    "Had Pfizer twice, then Moderna; AstraZeneca first. Got Paxlovid.",
    "Strep throat on the Centor, FeverPAIN 4. Rapid Strep positive.",
    "Jehovah's Witness, declines blood. Muslim, fasting in Ramadan. Catholic school. Orthodox Jewish.",
    "NDIS plan review, Centrelink, MyGov and DSP forms; WorkCover; TAC claim; ATAGI advice.",
    "Tried Keto, Optifast, Weight Watchers and Noom; walks with Parkrun.",
    "The Ottawa, Pittsburgh and Canadian C-spine rules were all fine.",
    "An 8-year-old with Kawasaki; Koplik spots absent; Forchheimer spots; Nikolsky negative.",
    "Seen by locum; next appt with me 4/52; bloods 1/52 prior; phone r/v 2/7.",
    "Paediatric: Ht 112 cm, Wt 19.4 kg, HC 51; immunised at 2, 4, 6, 12, 18 months and 4 years.",
    "She texts her sister daily. He rings the office. Call back if worse. Phone consult. Contact tracing.",
    "The question: refer, treat, or wait? Would you add Mirabegron or Vesicare, or Botox?",
    "Dermoscopy: blue-white veil, 7-point 4, Clark III, Breslow 0.8 mm, Fitzpatrick II.",
    "Ultrasound: CBD 5 mm, Bosniak IIF cyst, TI-RADS 4, BI-RADS 3, O-RADS 2, Couinaud 5.",
    "Fracture: Weber B, Salter-Harris II, Garden III, Gustilo 1, Lauge-Hansen SER.",
    "Reflux: Los Angeles grade B, Hill II, Forrest IIc, Rockall 3, Glasgow-Blatchford 6, Child-Pugh A, MELD 9.",
    "St George's Respiratory Questionnaire 32; Oswestry 40; Oxford Hip 28; WOMAC 44; DAS28 3.2.",
    (
        "Macmillan nurse, Marie Curie night sitter, British Heart Foundation leaflet, Red Cross, "
        "Salvation Army, Meals on Wheels."
    ),
]


@pytest.mark.parametrize("text", TRAPS + AFTERWARDS)
def test_an_honest_text_is_left_alone(text):
    found = find(text, lexicon=load())
    assert [(one.why, text[one.start : one.end]) for one in found if one.tier is not Tier.HINT] == []


@pytest.mark.parametrize("number", sorted(HELPLINES))
def test_a_helpline_is_never_a_finding(number):
    assert [one for one in find(f"Gave her the number {number} to call.") if one.tier is not Tier.HINT] == []
