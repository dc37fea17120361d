"""Web sites a case may link to: guidelines, journals, regulators, patient leaflets.

A host is allowed when it is one of these or ends in a dot and one of these; governments are allowed whole.
"""

import re
from collections.abc import Iterator

from bot.domain.identifiers.words import words

URL = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"\])]{2,300}", re.IGNORECASE)
LINKISH = re.compile(r"\w\.[A-Za-z]{2,6}(?![A-Za-z])|://")
"""What a text with a link must hold at all."""
BARE = re.compile(
    r"(?<![\w@./\-])(?:[a-z0-9](?:[a-z0-9\-]{0,40})\.){1,4}"
    r"(?:com|net|org|info|biz|app|edu|gov|govt|io|co|me|gg|ly|be|tv|au|uk|nz|ca|ie|us|health|clinic)(?![\w\-]|"
    r"\.\w)(?:/[^\s<>\"\])]{0,200})?",
    re.IGNORECASE,
)

SITES: frozenset[str] = words(
    """
    nice.org.uk nhs.uk gov.uk gmc-uk.org sign.ac.uk bnf.org rcgp.org.uk gpnotebook.com patient.info bmj.com
    racgp.org.au ranzcog.edu.au acrrm.org.au rch.org.au tg.org.au nps.org.au health.gov.au pbs.gov.au
    mbsonline.gov.au tga.gov.au servicesaustralia.gov.au safetyandquality.gov.au healthdirect.gov.au aihw.gov.au
    nhmrc.gov.au ahpra.gov.au immunisationhandbook.health.gov.au betterhealth.vic.gov.au jeanhailes.org.au
    blackdoginstitute.org.au beyondblue.org.au lifeline.org.au australianprescriber.tg.org.au mja.com.au
    amh.net.au cancer.org.au ashm.org.au nzf.org.nz bpac.org.nz medsafe.govt.nz health.govt.nz
    tewhatuora.govt.nz healthify.nz rnzcgp.org.nz dermnetnz.org pharmac.govt.nz nzma.org.nz cfp.ca cfpc.ca
    cma.ca cmaj.ca canada.ca cps.ca diabetes.ca hypertension.ca thrombosiscanada.ca choosingwiselycanada.org
    cdc.gov nih.gov fda.gov ahrq.gov uspreventiveservicestaskforce.org aafp.org acponline.org acog.org heart.org
    aap.org clinicaltrials.gov medlineplus.gov hse.ie hpra.ie icgp.ie irishcollegeofgps.ie hiqa.ie who.int
    cochrane.org cochranelibrary.com doi.org nejm.org thelancet.com jamanetwork.com annals.org uptodate.com
    radiopaedia.org mdcalc.com healthpathwayscommunity.org ginasthma.org goldcopd.org escardio.org idf.org
    easl.eu sciencedirect.com springer.com wiley.com biomedcentral.com plos.org oup.com cambridge.org
    medscape.com wikipedia.org cvdcheck.org.au qrisk.org fraxplus.org thennt.com pathwaysbc.ca healthlinkbc.ca
    choosingwisely.org choosingwisely.org.au gov govt.nz gov.au gc.ca gov.ie nhs.net hse.gov.uk ontario.ca
    canadiantaskforce.ca familydoctor.org heartfoundation.org.au heartfoundation.org.nz strokefoundation.org.au
    informme.org.au asthmahandbook.org.au nationalasthma.org.au asthmaaustralia.org.au asthmafoundation.org.nz
    lungfoundation.com.au diabetesaustralia.com.au diabetesqualified.com.au diabetessociety.com.au adea.com.au
    kidney.org.au arthritisaustralia.com.au osteoporosis.org.au healthybonesaustralia.org.au painaustralia.org.au
    allergy.org.au dermcoll.edu.au gesa.org.au thoracic.org.au csanz.edu.au ranzcp.org anzca.edu.au racp.edu.au
    surgeons.org ranzcr.com rcpa.edu.au labtestsonline.org.au pathologytestsexplained.org.au menopause.org.au
    breastcancer.org.au breastscreen.org.au canceraustralia.gov.au cancercouncil.com.au cancerinstitute.org.au
    headspace.org.au headtohealth.gov.au moodgym.com.au mindspot.org.au thiswayup.org.au panda.org.au cope.org.au
    sane.org 13yarn.org.au wellmob.org.au phn.org.au primaryhealthnetwork.org.au raisingchildren.net.au
    kidshealth.org.nz healthnavigator.org.nz healthinfo.org.nz mentalhealth.org.nz depression.org.nz plunket.org.nz
    familyplanning.org.nz nzgp-webdirectory.co.nz saferx.co.nz ada.com.au mims.com.au australianprescriber.com
    australiandoctor.com.au medicalrepublic.com.au insightplus.mja.com.au newsgp.racgp.org.au therapeuticguidelines.com
    cks.nice.org.uk guidelines.co.uk pathways.nice.org.uk rcog.org.uk rcpch.ac.uk rcpsych.ac.uk rcp.ac.uk rcpe.ac.uk
    rcem.ac.uk rcpath.org rcoa.ac.uk rcs.ac.uk fsrh.org bashh.org bhiva.org brit-thoracic.org.uk sps.nhs.uk
    medicines.org.uk mhra.gov.uk gponline.com pulsetoday.co.uk bjgp.org dtb.bmj.com prescqipp.info
    thebms.org.uk themdu.com medicalprotection.org mddus.com bma.org.uk bhf.org.uk stroke.org.uk diabetes.org.uk
    asthma.org.uk asthmaandlung.org.uk blf.org.uk cancerresearchuk.org macmillan.org.uk mind.org.uk samaritans.org
    alzheimers.org.uk ageuk.org.uk versusarthritis.org theros.org.uk bad.org.uk pcds.org.uk bad.org patient.co.uk
    youngminds.org.uk tommys.org lullabytrust.org.uk nct.org.uk breastfeedingnetwork.org.uk e-lfh.org.uk
    scot.nhs.uk nhsinform.scot rightdecisions.scot.nhs.uk sign.ac.uk healthcareimprovementscotland.org wales.nhs.uk
    awmsg.nhs.wales nhs.wales hscni.net gov.scot gov.wales
    cep.health cfpclearn.ca rxfiles.ca deprescribing.org ti.ubc.ca cadth.ca cda-amc.ca inesss.qc.ca bccdc.ca
    bcguidelines.ca topalbertadoctors.org actt.albertadoctors.org ottawahospital.on.ca sogc.org caddra.ca ccs.ca
    heartandstroke.ca osteoporosis.ca lung.ca cancer.ca cancercare.on.ca publichealthontario.ca dietitians.ca
    caringforkids.cps.ca aboutkidshealth.ca camh.ca kidshelpphone.ca crisisservicescanada.ca csep.ca cihi.ca
    choosingwiselycanada.ca gpscbc.ca divisionsbc.ca quebec.ca gouv.qc.ca alberta.ca gov.bc.ca
    familymedicine.org stfm.org jabfm.org annfammed.org aafpfoundation.org uspstf.gov diabetes.org lung.org cancer.org
    thoracic.org idsociety.org rheumatology.org gastro.org asccp.org endocrine.org psychiatry.org healthychildren.org
    mayoclinic.org clevelandclinic.org hopkinsmedicine.org merckmanuals.com msdmanuals.com statpearls.com
    epocrates.com drugs.com goodrx.com rxlist.com lactmed.org mothertobaby.org acc.org ahajournals.org
    kdigo.org kidney.org samhsa.gov cms.gov medicare.gov va.gov immunize.org vaccineinformation.org
    heart.ie irishheart.ie icgpnews.ie imo.ie hse.ie asthma.ie diabetes.ie cancer.ie spunout.ie jigsaw.ie turn2me.ie
    medicinesinfo.ie medicalcouncil.ie ncpe.ie
    gpevidence.org clinicalkey.com dynamed.com bmjbestpractice.com bestpractice.bmj.com tripdatabase.com
    pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov europepmc.org nature.com tandfonline.com sagepub.com karger.com
    frontiersin.org
    mdpi.com elsevier.com sciencedaily.com thebmj.com gov.au wonca.net globalfamilydoctor.com equator-network.org
    eular.org esc365.escardio.org easd.org ersnet.org eaaci.org goldcopd.com ginasthma.com statinwise.com
    therapeutics.org nntonline.net gpnz.org.nz who.org paho.org unicef.org un.org iarc.fr
    creativecommons.org
    """
)


def allowed(host: str) -> bool:
    """Whether `host` (lower case, no port) belongs to one of the sites."""
    parts = host.rstrip(".").split(".")
    return any(".".join(parts[at:]) in SITES for at in range(len(parts)))


def host(link: str) -> str:
    """Return the host a link really leads to, in lower case, without "www."."""
    bare = re.sub(r"\A\w+://", "", link.lower())
    return re.split(r"[/?#]", bare)[0].split("@")[-1].split(":")[0].removeprefix("www.")


def allowed_links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where links to allowed sites stand: what is inside one is part of its address."""
    for shape in (URL, BARE) if LINKISH.search(text) else ():
        for match in shape.finditer(text):
            if allowed(host(match.group().rstrip(".,;:!?'"))):
                yield match.span()
