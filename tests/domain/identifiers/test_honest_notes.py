"""What notes of general practitioners are dense with and identifies nobody: nothing here may be asked about."""

import pytest

from bot.domain.identifiers import Tier, find
from data.lexicon import load

NOTES = [
    "Smith J, Jones KL, Patel R. Statins in the over 75s: a cohort study. BMJ 2019;366:l4567.",
    "Okafor C, Nguyen TH. Deprescribing in primary care. Ann Fam Med 2021; 19(3): 211-218.",
    "Ridker PM et al. showed this in JUPITER; see also Sharma and colleagues.",
    "The numbers come from Thompson and Lee (2018) and from Garcia et al, 2020.",
    "(Hughes & Morgan, 2017; Kelly et al., 2019) found no benefit.",
    "Greenhalgh's 2014 paper and Marmot's 2010 review are worth reading.",
    "Sackett's trial, the Wilson study and the Freeman meta-analysis all disagree.",
    "As Mitchell (2016) says, ask twice. Barnett, Lancet 2012, is the classic.",
    "See Ann Intern Med 2017;166:818-839 and Br J Gen Pract 2020 Mar 26;70(693):e281.",
    "Published in Dan Med J 2015 Jun;62(6). Also Pat Educ Couns 2011.",
    "Am Fam Physician. 2018 Nov 1;98(9):568-576; Can Fam Physician 2014;60:1076-84; Aust J Gen Pract 2019;48(4).",
    "Walker and Harris in the BMJ argued for less testing; Lewis (NEJM 2020) for more.",
    "Adams, Brown, and Clark (2015) reported the same thing in J Clin Epidemiol.",
    "MJA 14 March 2022;216(4):189-195. Lancet, 12 May 2018, vol 391.",
    (
        "Started Slinda, was on Nextstellis. Zoely gave her spotting. Qlaira was too dear. Norimin then Yasmin "
        "then Diane."
    ),
    ("Hana is over the counter now. Lovima too. Camila made her moody. Heather was stopped at 6/12. Errin 0.35 daily."),
    "Evelyn 150/30 ED 3 packs. Femme-Tab ED. Eloine for PMDD. Rigevidon from the out of hours. Evra patch.",
    (
        "Nikki, Syeda and Gianvi are all drospirenone pills. Switched from Portia to Vienva. Levora next. Apri "
        "before that."
    ),
    (
        "Commenced Brenda for acne; Juliet cheaper. Continue Estelle. Restart Loryna after feeding. On Lizinna "
        "since June."
    ),
    "Changed to Cerelle, then Zelleta. Daylette or Lucette? Aizea and Cerazette are the same drug.",
    "Tried Marvelon, Microgynon, Millinette and Gedarel. Moved to Lucette in 2021. Sharobel, Lyza.",
    (
        "Kia ora koutou, t\u0113n\u0101 koe. Used Te Whare Tapa Wh\u0101: taha tinana, taha wairua, taha "
        "hinengaro, taha wh\u0101nau."
    ),
    (
        "Wh\u0101nau hui held, karakia first, aroha all round. Meihana model. Hauora, rongo\u0101, tikanga. "
        "Ng\u0101 mihi nui."
    ),
    (
        "Wairua and hinengaro matter. Te Whatu Ora letter. Referred to Wh\u0101nau Ora. Kaum\u0101tua present. "
        "Tamariki well. Aroha and manaakitanga."
    ),
    "Te Wheke and Fonofale also useful. Talofa lava. M\u0101l\u014d e lelei. Mauri ora. Matariki break.",
    "Ceased ramipril; uptitrate bisoprolol; Weaned off pred; Chase bloods; Safety-netted; Recheck in 6/52.",
    (
        "Titrated up. Rang pharmacy. Counselled re driving. Swabbed. Rebooked. Debrided, dressed. Handed over. "
        "Escalated."
    ),
    (
        "Plan: Restart ACE; Trial off PPI; Repeat UEC; Optimise inhaler; Encourage walking; Await echo; Liaise "
        "with school."
    ),
    (
        "Lately worse; Mostly nights; Sadly no; Arguably overtreated; Otherwise well; Thankfully mild; Hopefully "
        "settles."
    ),
    (
        "Passover and Lent were hard; fasting at Ramadan and over Easter; Diwali sweets; Advent; Ash Wednesday; "
        "Yom Kippur; Eid."
    ),
    "After Christmas and New Year. Hanukkah. Pentecost. Vaisakhi. Lunar New Year. Orthodox Lent.",
    (
        "Lives with a dog called nothing in particular. Lavender oil, rosemary tea, chamomile, Heather honey. "
        "Lily of the valley."
    ),
    "Hay fever from Wattle and Jasmine; Daisy family; Poppy seeds; Holly berries; Iris exam normal.",
    "Braxton Hicks only. BH contractions. Hegar's, Chadwick's signs. Naegele rule. Leopold manoeuvres.",
    (
        "Non-Hodgkin, Guillain-Barr\u00e9, Charcot-Marie-Tooth, Osgood-Schlatter, Legg-Calv\u00e9-Perthes, "
        "Ehlers-Danlos, Budd-Chiari."
    ),
    (
        "Sinding-Larsen-Johansson, Wolff-Parkinson-White, Kugelberg-Welander, Lambert-Eaton, Creutzfeldt-Jakob, "
        "Klippel-Feil."
    ),
    (
        "Stevens-Johnson, Mallory-Weiss, Plummer-Vinson, Zollinger-Ellison, Peutz-Jeghers, "
        "Hand-Sch\u00fcller-Christian, Birt-Hogg-Dub\u00e9."
    ),
    (
        "Hailey-Hailey, Henoch-Sch\u00f6nlein, Churg-Strauss, Goodpasture, Wegener, Takayasu, Beh\u00e7et, "
        "Sj\u00f6gren, Kawasaki."
    ),
    (
        "Factor V Leiden, Christmas disease, von Willebrand, Bernard-Soulier, Glanzmann, Wiskott-Aldrich, "
        "Fanconi, Diamond-Blackfan."
    ),
    (
        "Wells score 3, Geneva score, Centor, McIsaac 4, Alvarado 7, Ottawa rules, Canadian CT head rule, "
        "Hestia, Glasgow-Blatchford."
    ),
    (
        "Framingham, QRISK, Charlson index, Rockwood frailty, Barthel 18, Waterlow 14, Braden, Norton, Katz, "
        "Lawton, Tinetti, Berg balance."
    ),
    (
        "Edinburgh scale, Kessler, Zung, Beck, Hamilton, Young mania, Montgomery-Asberg, Vanderbilt, Conners, "
        "Bristol 6, Epworth 12."
    ),
    (
        "Rotterdam criteria, Rome IV, Amsterdam, Bethesda, Beers criteria, Duke criteria, Light's criteria, "
        "Jones criteria, Milan."
    ),
    (
        "Weber and Rinne normal, Hallpike, Epley, Semont, Brandt-Daroff, Romberg, Babinski, Hoffman, Lhermitte, "
        "Spurling."
    ),
    (
        "Lachman, McMurray, Apley, Thessaly, Thomas, Ober, Trendelenburg, FABER, Hawkins, Neer, Jobe, Speed, "
        "Yergason, Phalen, Tinel, Finkelstein."
    ),
    (
        "Hutchinson's sign, Murphy's, Rovsing's, Kernig's, Brudzinski's, Koplik's, Nikolsky's, Auspitz, Homans', "
        "Cullen's, Grey Turner's."
    ),
    (
        "Colles' fracture, Smith's fracture, Bennett's, Jones, Lisfranc, Maisonneuve, Galeazzi, Monteggia, "
        "Salter-Harris II, Garden, Weber B."
    ),
    (
        "Crohns diease, Parkinsons, Alzhiemer's disease, Hashimotos, Raynauds phenomenon, Bells palsey, Pagets "
        "disease, Menier's disease."
    ),
    "Meniere's, Sjogrens, Dupuytrens, Barretts, Addisons, Cushings, Graves eye disease, Huntingtons, Peyronies.",
    (
        "Becks depression inventory, Heberden nodes, Bouchard's nodes, Bakers cyst, Mortons neuroma, Severs "
        "disease, Perthes."
    ),
    (
        "Virchow's node, Troisier, Kehr, Kussmaul breathing, Cheyne-Stokes, Biot, Osler nodes, Janeway lesions, "
        "Roth spots."
    ),
    (
        "Dravet, Lennox-Gastaut, West syndrome, Rett, Angelman, Prader-Willi, Turner, Noonan, Williams, "
        "DiGeorge, Marfan, Down."
    ),
    "Tietze, Costen, Ramsay Hunt, Bell, Horner, Argyll Robertson, Marcus Gunn, Adie, Holmes-Adie, Parinaud.",
    (
        "Waddell signs, Hoover sign, Patrick's test, Schober 4 cm, Adson, Roos, Allen test, Buerger's test, "
        "Froment's, Gaenslen."
    ),
    (
        "https://www.rch.org.au/clinicalguide/guideline_index/12.345678,-33.12345/ and "
        "https://canadiantaskforce.ca/guidelines/ too."
    ),
    (
        "https://familydoctor.org/condition/asthma/ https://www.heartfoundation.org.au/x "
        "https://cks.nice.org.uk/topics/asthma"
    ),
    (
        "https://www1.racgp.org.au/ajgp/2019/march https://www.sign.ac.uk/our-guidelines/ "
        "https://bpac.org.nz/2021/gout.aspx https://www.asthmaaustralia.org.au"
    ),
    (
        "https://evidence.nhs.uk/51.5072-0.1276 and https://www.guidelines.co.uk https://www.thennt.com/nnt "
        "https://stroke.org.uk https://www.who.int/news/item/12-03-2021-x"
    ),
    (
        "SNOMED concept 73211009, SCTID: 44054006, concept id 195967001, SNOMED code 38341003 |Hypertension|. "
        "SNOMED CT concept 22298006."
    ),
    "PMID 31234567; PubMed 28474732; (PMID: 12345678). Pubmed id 7654321. PMIDs 30123456, 29876543 and 31112223.",
    (
        "ATC N02BE01, C09AA05 and J01CA04. ATC code R03AC02. LOINC 2345-7; ICD-11 5A11; ICPC-2 T90; Read code "
        "C10F. (ATC: A10BA02)"
    ),
    (
        "PANDA 1300 726 306 for perinatal support. Poisons 13 11\n26. Poisons Information on 13 11 26. PANDA "
        "Helpline 1300 726 306."
    ),
    "Lifeline 13 11 14, 1800 55 1800, Postpartum Support 1-800-944-4773, 1-833-943-5746, 9-8-8.",
    (
        "NZ poisons 0800 764 766; PlunketLine 0800 933 922; need to talk 1737; NHS 111; Samaritans 116 123; "
        "PANDAS 0808 1961 776."
    ),
    "RR 18, HR 92. RR 22, Sats 94%. RR 16, Temp 37. Obs: RR 20, Alert. RR 14, GCS 15.",
    "Check DOB and initials. D.O.B. checked. Confirmed DOB and address. Ask name, D.O.B. and NHI.",
    "He had a Holter, Doppler and Dexa. Fleming's discovery. Ask Siri. Uses Strava.",
    "Hidradenitis Hurley II. Fitzpatrick III. Norwood 4. Ludwig scale. Glogau. Clark's level. Breslow.",
    "Wood's lamp, Tzanck, Gram, Giemsa, Ziehl-Neelsen, Papanicolaou, Coombs, Mantoux, Widal, Schirmer.",
    (
        "Foley catheter, Tenckhoff, Hickman line, Yankauer, Guedel, Jackson-Pratt, Penrose, Seldinger, "
        "Kirschner, Ilizarov."
    ),
    (
        "Tuckman, Maslow, Gibbs, Kolb and Johari came up in teaching. Starfield's primary care. Tudor Hart's "
        "inverse care law."
    ),
    (
        "Dear colleagues, good morning. Hi all. Dear team. Hello everyone. Thanks in advance. Regards to all. "
        "Many thanks all."
    ),
    (
        "Could Addison's explain it? Would Cushing's? Is it Paget's? Perhaps Gilbert's. Likely Gilbert syndrome. "
        "Possibly Wilson's."
    ),
    (
        "Bring up at Grand Rounds. Day Surgery list. Sports Medicine clinic. Men's Shed. Carer Gateway. My Aged "
        "Care. Better Access."
    ),
    (
        "Mother works as a nurse; daughter is a vet; the wife cooks; his son drives; partner supportive; mum "
        "tired; dad well."
    ),
    (
        "The daughter, worried, rang. His wife, understandably upset, left. Her son (autistic) is ok. Mum, "
        "exhausted, cried."
    ),
    "Wife says he snores. Husband thinks so. Pt states better. Patient keen. Mum happy. Sister agrees. Carer rang.",
    (
        "Sx: Fever, Cough. Ix: FBE, UEC. Rx: Pred. Imp: Gout. Dx: PMR. O/E: Chest clear. P/E: Soft abdo. Hx: "
        "Migraine. Fhx: Ca colon."
    ),
    (
        "T2DM, HTN, OSA, GORD, OA knees. PHx: AF, CCF. Meds: Aspirin, Perindopril, Atorva. All: Nil. SHx: "
        "Retired, ex-smoker."
    ),
    "Mirena in situ. Implanon out. Depo due. Jaydess. Kyleena. Copper T. Sayana Press. LARC.",
    "DEXA -2.6. Vit D 38. Caltrate. Prolia due. Zoledronate. Romosozumab. Evenity. Alendronate.",
    "He follows Carnivore. Uses Ozempic. Asked about Saxenda. Declined Mounjaro. Tried Duromine, then Contrave.",
    "Uses marijuana, kava, khat, betel. Drinks Guinness. Smokes Winfield. Takes Berocca. Eats Weetbix.",
    (
        "Sheffield score, Leicester cough, Manchester triage, Newcastle satisfaction, Oxford knee, Exeter, "
        "Birmingham hip, Cardiff."
    ),
    (
        "Sydney classification, Melbourne score, Perth criteria, Adelaide, Brisbane, Auckland protocol, Toronto, "
        "Montreal, Vancouver."
    ),
    "The Dunedin study, Busselton cohort, Rotterdam study, Nurses' Health, Whitehall, Caerphilly, Helsinki, Oslo.",
    "Kent Community. Heidelberg. Lancet commission. Harvard review. Oxford handbook. Cambridge. Stanford letter.",
    (
        "Martha's Rule and Ryan's Rule let families escalate. Montgomery ruling. Gillick competent, Fraser "
        "guidelines. Bolam test."
    ),
    (
        "Gillick and Fraser. Power of Attorney. Enduring Guardian. Kennedy ward. Munchausen by proxy. Stockholm. "
        "Lazarus."
    ),
    (
        "On Diane, mother had a DVT. Yasmin, partner has had a vasectomy. Estelle is a pill. Slinda has been "
        "fine. Juliet was stopped."
    ),
    "A pill called Qlaira; one called Zoely; another called Estelle. Re: Yasmin. Per Hashimoto. Re Evelyn 30.",
    (
        "FHx: mother Huntington's, father (Graves), sister: Sjogren's, brother Marfan, mum Crohns, dad "
        "Parkinsons, aunt - Addison's."
    ),
    "Fhx: mum tia x2, dad cad, nan cva, sister ra, aunt ms, wife ptsd, brother adhd, mother ami at 52, father af.",
    (
        "pt hep b pos. mum bgl 12. hubby abx. partner sti screen neg. wife on hrt. mum keen. mum conserned, dad "
        "worreid. partner suportive."
    ),
    "thanks for any thoughts\nwould love input\nthanks heaps\ncheers all\nbest practice\nany ideas, thanks",
    "Thanks colleagues\nThanks for reading\nThanks everyone\nCheers team",
    (
        "Elder Abuse hotline. Baby Check. Nurse Led Clinic. Doctor Shopping. 14 Fr Foley. Father Figure. Sister "
        "Act. Pop Ups."
    ),
    (
        "MR scan. MR spine normal. MS relapse. mild mr on echo. SR tablets. NP swab. RN visit. mr angiogram. dr "
        "suggested, dr ordered bloods."
    ),
    (
        "Lent is a hard time. Easter was quiet. Jasmine tea helps. Headspace is free. Medisafe works well. "
        "Dexcom was dear. Cologuard is an option."
    ),
    (
        "Wells was 3. Centor is 4. Graves is likely. Addison was excluded. Gilbert is harmless. Raynauds is "
        "worse. Sjogrens was considered."
    ),
    (
        "Ottawa says no Xray. NICE says no. Cochrane says maybe. Murtagh says five masquerades. Bayes would "
        "disagree. Occam would agree."
    ),
    "The Apgar was 9. The Braden was 14. A Waterlow of 12. Her Barthel fell. His Norton was 10. A Rockall of 2.",
    (
        "She asked about Evelyn vs Estelle vs Juliet; we chose Brenda. Was on Portia in Canada, Nikki in the US; "
        "Heather while feeding."
    ),
    (
        "Hana or Lovima? Norimin or Brevinor? Camila, Errin, Nora-BE. Junel Fe, Larin Fe. Lo Loestrin. Tarina. "
        "Syeda. Zarah. Vestura."
    ),
    (
        "Had a Nexplanon; prior Mirena. Lessina gave acne. Aviane ok. Alesse ok. Apri ok. Kariva ok. Sprintec "
        "ok. Ocella ok."
    ),
    (
        "seen by ot, sw, gp, np, cns. d/w pall care, ent, gen surg, psych reg. under neuro, ortho, gastro, haem. "
        "re stent, re nebs."
    ),
    (
        "called ambulance. called lifeline. told to rest. asked re bloods. rang lab. saw derm. seeing psych. per "
        "protocol. via zoom."
    ),
    (
        "his ex smokes. her boss is harsh. the baby is teething. friend has covid. carer burnt out. cousin "
        "visiting. kids unwell. twins due."
    ),
    (
        "mum, exhausted and tearful. dad, recently retired. wife, supportive. son, autistic. daughter, pregnant. "
        "partner, shift worker."
    ),
    (
        "Mum: Breast ca 52. Dad: Bowel ca. Sister: Coeliac. Brother: Haemochromatosis. Father: IHD, CABG. "
        "Mother: Osteoporosis, Dementia."
    ),
    (
        "GP: aware. Pt: consents. Re: Statins. From: ED. To: Home. Contact: Nil. Carer: Wife. NOK: Son. Name: "
        "withheld. Author: unknown. Resident: nil."
    ),
    (
        "Rev Col Bras Cir. Sir, I read. Dame School. Miss a pill. Ms. Mx of gout. Dr. Google said. Prof notes. "
        "M. Tuberculosis. M. Avium."
    ),
    (
        "nurse visit weekly, nurse clinic, nurse led. baby care, baby well, baby latching. father drank, father "
        "died. sister well. doctor shopping. mum hope to wean. dad long smoker."
    ),
    (
        "dr started her on it, dr put him off, dr advised, dr letter, dr notes, dr visits. the dr gave scripts. "
        "mum, tired. wife, long hours. partner will ring. baby will settle. nurse may ring."
    ),
    (
        "Mx Restart ACE; Mx Continue; Mx Reassured; Mx Uptitrate bisoprolol. Mx: Weaned off. Rx Panadol. Ix "
        "Bloods. Dx Gout. Ox Chest clear. Tx Physio. Hx Migraine. Sx Cough. Fx Radius. Px Guarded. Ex Bruce "
        "protocol."
    ),
    "mx restart ace. mx continue. mx lifestyle. rx pred. dx gout. hx af. tx physio. px good. mx wean pred.",
    "Sandy is a stool colour. Grace was needed. Rusty had sputum. Weaning has begun. Chase is on. Sunny has passed.",
    (
        "Victoria has real-time monitoring. Georgia is abroad. Adelaide was closer. Charlotte was stopped. Ava "
        "30 ED. Freya was cheaper. Cyclone Gabrielle closed the road."
    ),
]


@pytest.mark.parametrize("text", NOTES)
def test_citations_eponyms_pills_greetings_and_terse_plans_are_nobody(text):
    found = find(text, lexicon=load())
    assert [(one.why, text[one.start : one.end]) for one in found if one.tier is not Tier.HINT] == []
