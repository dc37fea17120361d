"""Web sites a case may link to: guidelines, journals, regulators, patient leaflets.

A host is allowed when it is one of these or ends in a dot and one of these; governments are allowed whole.
"""

from bot.domain.identifiers.words import words

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
    """
)


def allowed(host: str) -> bool:
    """Whether `host` (lower case, no port) belongs to one of the sites."""
    parts = host.rstrip(".").split(".")
    return any(".".join(parts[at:]) in SITES for at in range(len(parts)))
