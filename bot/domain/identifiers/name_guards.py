"""Capitalised words that are no person here: eponyms, brand names, calendar and health-system words."""

import re

from bot.domain.identifiers.words import words

EPONYMS = words(
    """
    hailey rendu darier lauge hansen addison adson alport alzheimer angelman ann apgar apley arbor argyll
    asherman asperger baastrup babinski baker bankart barlow barmah barr barre barrett bartholin barton bartter
    basedow bazin beau beck becker behcet beighton bell bence bennett berger bernard bishop bland blatchford
    bloom bochdalek boerhaave bornholm bouchard boutonniere bowen bowman breslow bright bristol broca brodie
    brown brown-sequard brudzinski brugada bruton budd budd-chiari buerger burkitt calot caplan carpenter centor
    chagas charcot charley chiari christmas churg clark cobb colles conn conners coombs cotard courvoisier
    coxsackie cozen creutzfeldt crigler crile crohn cronkhite cullen cushing dandy darier dequervain dercum
    devic dix donnan down dravet dressler duchenne duke dukes dupuytren ebstein edinburgh ehlers eisenmenger
    enneking epley epstein epworth erb eustachian ewing fabry fallot fanconi felix felty finkelstein fitz
    fitz-hugh fitzpatrick foley fordyce fothergill fournier framingham freiberg friedreich frohlich galeazzi
    gamgee ganser garden gardner gartland gaucher gilbert gilles girdlestone glasgow gleason golfer goodpasture
    gower gram grave graves grawitz guillain guillain-barre guyon haglund hallpike hamilton hansen hartmann
    hartnup hashimoto hawkins heberden heimlich hendra henoch hering hickman hill-sachs hirschsprung hodgkin
    hoehn hoffman hoffmann holter homan horner huntington hutchinson ishihara jacksonian jaeger jarisch jeghers
    jendrassik jobe johnson jones kanavel kaposi kardia kartagener kawasaki kearns kegel kehr kennedy kerley
    kernig kienbock klinefelter klippel klumpke kocher koebner koplik korsakoff krukenberg kussmaul lachman
    lambert lance larsen lasegue lassa legg leicester lewy leyden lhermitte libman lichtman lisfranc lister
    little lou lown ludloff ludwig lyme lynch macburney maisonneuve mallory marburg marfan marjolin marshall
    mayne mcburney mccune mcisaac mckenzie mcmurray meckel meigs mendelson meniere merkel milwaukee mirizzi
    mobitz moebius mohs mondor monro montgomery montreal moro morton munchausen munchhausen murphy murtagh
    naegele neer nelson neviaser niemann nikolsky nile nissen noonan norwalk nottingham ogilvie ollier ortolani
    osgood osler ottawa oxford paget pancoast parkinson patrick paul perthes peutz peyronie pfeiffer phalen
    philadelphia pick pickwickian pierre plummer pompe pott potter potts prader prague prinzmetal quervain
    quincke ramsay ramsey raynaud reed reiter rett reye rickett rinehart ringer rinne ritter robertson rockall
    rockwood romberg rome ross roth rovsing rutherford sachs salter santorini scarpa schatzker scheuermann
    schilling schirmer schlatter schmorl schober schonlein segond sever sezary sheehan simmonds sinding sjogren
    skene smith snellen spitz spurling stargardt stein stener sternberg stevens still stokes sturge sudeck sudek
    swan sweet sydenham takayasu takotsubo talley tanner tay thomas thompson thomsen tietze tillaux tinel todd
    tokyo tourette trendelenburg trousseau tscherne turcot turner tzanck valsalva vincent virchow von wagner
    waldenstrom wallenberg warthin waterhouse weber wegener weil weiss wells wenckebach werner wernicke
    westermark westley whipple white wickham willebrand williams wilms wilson wingate wolff wood word yahr
    zenker ziehl zika zollinger
    """
)
"""People who lent their names to a disease, sign, test or scale."""

BRANDS = words(
    """
    abilify abrysvo aclasta actonel actos adacel adalat addyi advil afluria aimovig ajovy aldactone alendronate
    allegra amaryl ambien amgevita amoxil angeliq anoro apidra apretude arcoxia arexvy aricept
    aspen-methylphenidate atacand ativan atripla aubagio augmentin avandia avapro avelox avodart azmetec
    basaglar belsomra benadryl benicar betmiga bevespi bexsero beyfortus biaxin bijuva biktarvy bimzelx bonviva
    boostrix bosulif botox brenzys breo breztri brilinta brintellix briumvi buscopan buvidal bydureon byetta
    caduet calcichew calpol camzyos caplyta cardizem cartia caverject celebrex cervarix champix cialis cilest
    cilique cipramil circadin citalopram claritin clexane climara clopixol clozaril codalgin colgout comirnaty
    concerta constella contrave coplavix cordarone coreg cosentyx coumadin coversyl cozaar crestor cymbalta
    daktarin dayvigo depakote depo-provera dermovate descovy detrol diabex diamicron diflucan dilantin dimetapp
    diovan dostinex dovato dovonex doxycycline duaklir duavive dulcolax duodart dupixent duromine dymista edarbi
    efexor effexor elidel eligard eliquis ellaone elleste emend emgality enbrel endep endone engerix entocort
    entresto epclusa epiduo epilim epipen erelzi erleada estalis estradot estrogel evenity evista evkeza evra
    exelon exforge ezetrol fasenra femara femme-tab femoston fiasp firmagon flagyl flixotide flomax florinef
    fluad fluzone forxiga fosamax fostair fucidin gabapentin galvumet galvus gardasil gaviscon genvoya gilenya
    glucophage glucovance glyxambi hadlima harvoni havrix humalog humira hygroton hytrin ibrance imdur imigran
    imitrex imodium implanon incruse inderal infanrix inflectra insulin intrarosa intuniv invega invokamet
    invokana isoptin isordil ixiaro janumet januvia jardiance jaydess jentadueto karvea keflex keppra kerendia
    kesimpta keytruda kinson kisqali klacid kliogest kliovance kwells kyleena lagevrio lamictal lantus lasix
    latuda lenzetto leqvio levemir levitra levlen levothroid lexapro librium liletta linzess lipanor lipitor
    livial lizinna loette logynon losec lovan lovenox lucentis lucrin lumigan lynparza lyrica lyumjev madopar
    magmin malarone marevan marvelon mavenclad maviret maxalt maxolon menveo mercilon metamucil metermine
    metformin micardis microgynon millinette minax minipress minirin mirena mobic monodox monofeme monurol
    motilium mounjaro movicol mylanta mylene naltraccord nasonex natrilix neurontin nexium nexplanon nextstellis
    nicorette nilemdo nilstat nimenrix nolvadex norethisterone norgeston noriday norimin normison norspan
    norvasc novasone novomix novorapid nubeqa nucala nurofen nurtec nustendi nuvaring nuvaxovid ocrevus olmetec
    olumiant opdivo optifast optisulin ordine oroxine orphenadrine osmolax ostelin otezla ovestin oxis oxycontin
    oxynorm ozempic palexia panadeine panadol panamax pariet paxil paxlovid pepcid periactin persantin phenergan
    plaquenil plavix pradaxa praluent premarin premia prevenar priligy primolut prinivil priorix pristiq
    procoralan prograf prolia prometrium propecia proscar protonix provera prozac pulmicort qlaira qtern quviviq
    qvar ramipril reagila reandron regaine relenza relpax relvar remeron remicade renflexis repatha requip
    resprim restavit rexulti rheumacon rinvoq risperdal ritalin rivotril roaccutane robaxin rocaltrol rotarix
    rozex rubifen rybelsus ryzodeg sandomigran sandrena saxenda seebri septrin serax seretide serevent seroquel
    servier sevikar shingrix simponi sinemet singulair skyrizi slinda slow-k solaraze soliqua somac sotacor
    sotyktu spedra spikevax spiolto spiriva sporanox spravato stalevo stamaril steglatro stelara stemetil
    stilnox stiolto strattera sublocade suboxone sunya symbicort synjardy synthroid tagrisso taltz tamiflu
    targin tazac tecfidera tegretol telfast temaze tenormin tezspire ticlid tobradex tofranil topamax toujeo
    tradjenta trajenta trajentamet tramal trandate travatan trelegy tremfya tresiba trimbow trintellix triphasil
    trisequens triumeq trulicity truvada truxima twinrix twynsta tysabri ubrelvy ultibro uniphyl urorec ursofalk
    utrogestan vagifem vagirux valdoxan valium valtrex vasocardol vaxigrip vemlidy ventolin verquvo verzenio
    vesicare viagra victoza vioxx vivitrol voltaren vraylar vyleesi vyndamax vytorin vyvanse warfarin wegovy
    wellbutrin xalatan xanax xarelto xeljanz xenical xgeva xigduo xolair xtandi xultophy yacella yaz zaditen
    zafemy zantac zeldox zestril zetia ziagen zithromax zocor zofran zoladex zoloft zomig zopiclone zostavax
    zovirax zyban zyloprim zypitamag zyprexa zyrtec zytiga
    """
)
"""Medicines by their brand names in the six countries."""

BRANDS_LIKE_NAMES = words(
    """
    april beata brenda daylette diane eleanor eloine estella estelle evelyn gedarel isabelle jenny juliet katya
    laila lucette melodene petibelle valette yasmin zoely
    """
)
"""Contraceptives and others sold under a woman's name: a name only where a person is clearly meant."""

NOT_NAMES = words(
    """
    kia ora tena koutou kaumatua kuia whanau jehovah jehovahs allah buddha jesus christ god krishna mr mrs ms mx
    dr prof hence merely juvenile talus dura pars methyl bunion bur hood rent love lover sung mystery sir
    princess alas mystique query paeds paediatric neuro psych ortho derm onc haem cardio resp gastro endo micro
    path radiology aboriginal acc act adelaide african america american anglo anti anzac apple apr april asian
    asked auckland aug august aunt aunty aus australia australian baby bay big bloods book brisbane bristol
    britain british brother canada canadian canberra cape center centor central centre centrelink cheers chi
    chicago chinese christmas clinic cochrane coke council covid ct dad darwin daughter dear dec december
    discord doc doppler dva east easter eastern ed edinburgh eng england english exam facebook facetime father
    feb february fitbit fri friday gentian glasgow google gp gran grand grandad grandma grateful great happy
    hello hi hobart hospital husband icu indian instagram ireland irish item ive jan january journal jul july
    jun june kind kiwi known lake lancet little london long lower maori mar march may med medicare mediterranean
    medline meds melbourne mhcp mon monday mother mount mri mt multi mum nan nana nanna ndis new nhs nice nil
    non north northern norwegian nov november nsw nz oct october old ozempic partner patient point pop port post
    practice pre pt pubmed qld queensland query racgp ramadan ranzcog red regards review reviewed river road
    rome royal saint sao sat saturday school scotland scottish seen semi sep sept september short sincerely
    sister small social son sorry south southern spoke st strait street sue sun sunday surgery syd sydney tai
    tas thank thanks thu thursday tokyo told toronto torres tried tue tuesday twin uk uncle upper usa vanderbilt
    vic vietnamese vita vitamin wales warn watch wed wednesday wellington wells welsh west western whatsapp who
    wife witch zealand zero zoom
    """
)
"""Words that begin with a capital for other reasons: days, nations, services, headings."""

ROLES = words(
    """
    adult advised also and aunt baby boss both boy brother but carer child client clinic consultant consumer
    counselled couple cousin currently dad daughter denies discussed doctor employer explained family father
    feels friend generally gentleman girl gp grandfather grandmother he hospital husband i interpreter it lady
    man mood mother mum nan neighbour nok nurse otherwise overall pain parent parents partner patient pharmacist
    physio pop practice pt reception receptionist registrar reports resident school she sister sleep son
    specialist staff states still support teacher teen that then they this today uncle we which who wife woman
    worker you
    """
)
"""Who people are rather than what they are called."""

EITHER = words(
    """
    amber archer art autumn baron basil bill bishop buddy carter charity chase clay cliff cooper coral crystal
    dale dawn dean destiny drew duke earl eve faith fisher frank gene ginger glen grace guy harmony hazel heath
    hope hunter iris jack jade jean joy king lily major mark mason melody miles misty nick norm olive parker pat
    patience pearl porter prince prudence ray reed reg rob rose ruby rusty sandy serenity sonny sue summer sunny
    tanner taylor temple trinity turner violet walker will
    """
)
"""Names that are everyday words too; a capital alone proves nothing."""

REGIONS = words(
    """
    kerala punjab gujarat bengal tamil nadu goa kashmir lanka java sumatra lombok okinawa crete sicily tuscany
    bavaria normandy brittany catalonia siberia crimea anatolia kurdistan tibet borneo timor tahiti hawaii
    alabama alaska arizona arkansas colorado connecticut delaware georgia hawaii idaho illinois indiana iowa
    kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee utah vermont virginia washington wisconsin
    wyoming carolina dakota jersey hampshire kenya tanzania bali india china vietnam nepal thailand fiji samoa
    tonga iran iraq syria sudan europe asia africa indonesia philippines japan italy greece spain france germany
    poland malaysia singapore pakistan bangladesh somalia ethiopia nigeria ghana brazil mexico peru chile cuba
    usa uk nz england scotland wales ireland australia canada america queensland victoria tasmania ontario
    alberta quebec manitoba saskatchewan california texas florida york london kent essex yorkshire cornwall
    devon ulster munster leinster connacht otago waikato canterbury southland northland gisborne lebanon turkey
    egypt jordan israel russia ukraine romania hungary portugal holland netherlands belgium sweden norway
    denmark finland switzerland austria croatia serbia bosnia albania afghanistan myanmar burma laos cambodia
    taiwan korea hong kong zealand guinea papua rwanda uganda zimbabwe zambia malawi botswana namibia senegal
    mali cameroon congo eritrea yemen oman qatar dubai kuwait pacific antarctica nsw vic qld tas act ed icu gp
    """
)
"""Countries, states and the like: too wide to identify, and some are first names."""

NICKNAMES = words(
    """
    andy baz bazza bez clive dave daz deb debs gav gaz johnno kath kaz kev lizzie loz margie merv mez nige pete
    phil reg shaz shazza stevo stu tez tezza trev trish jez deano jimbo robbo john mary robert richard andrew
    sandra owen thomas maz moz caz jaz gazza dazza chazza mick mickey paddy mags jools jacs
    """
)
"""Short forms the lists miss, and common names that they count among everyday words."""

MORE_FIRST_NAMES = words(
    """
    anahera ariki hemi heni hinemoa hine hohepa ihaia kahu kahurangi kiwa manaia mataio matiu mikaere paora
    rangi rawiri ripeka tamati tane tipene whetu wiremu whina kahuia ioane lagi leilani losa lupe malia sefo
    sela semisi siaosi sione tavita tevita viliami fetu alinta lowanna marlee jedda mandawuy yindi aderemi adwoa
    akosua ayodele chidi chinedu emeka folake kojo kwabena ngozi nkechi olumide oluwaseun temitope thabo sipho
    thandiwe zanele hodan ifrah abdirahman mukhtar selam tesfay mebrahtu nasteho somchai somsak siriporn
    nattapong budi dewi wayan ketut agus siti hidayah thanh phuong linh huong quang xiaoming xiuying weiwei
    jiahao minjun seoyeon haruto sakura gurpreet harpreet manpreet jaswinder balwinder kulwinder parminder
    sukhdeep lakshmi padmavathi venkatesh subramaniam thirunavukarasu aoife caoimhe saoirse oisin fionnuala
    grainne niamh padraig ruairi tadhg ceinwen eluned gwenllian llinos myfanwy rhiannon eilidh mhairi catriona
    iain ruaridh oceane anais maelle loic yannick gaetan
    """
)
"""First names of the six countries' peoples that lists from the United States lack or count as words."""

EPONYM_PAIRS = words(
    """
    weil-felix dix-hallpike ramsay-hunt graham-steell austin-flint johns-hopkins epstein-barr osgood-schlatter
    hawkins-kennedy mallory-weiss stevens-johnson churg-strauss wolff-parkinson parkinson-white marie-tooth
    rockall-glasgow clark-level allen-test tanner-whitehouse tanner-stage pierre-robin austin-moore ann-arbor
    marie-curie red-cross weight-watchers jehovah-witness sister-mary van-nuys child-pugh edwards-syndrome
    paget-schroetter henoch-schonlein
    """
)
"""Two names that are one eponym."""

_HEADS = (
    r"(?:disease|syndrome|signs?|test|palsy|scores?|criteria|fracture|"
    r"contracture|nodes?|phenomenon|o?esophagus|cyst|level|index|rules?|scale|chart|virus|fever|lymphoma|sarcoma|"
    r"tumou?r|"
    r"thyroiditis|neuroma|duct|bod(?:y|ies)|dementia|chorea|solution|stain|catheter|mano?euvre|maneuver|tendon|"
    r"trial|study|"
    r"guidelines?|review|classification|stag(?:e|ing)|grade|risk|pattern|reflex|triad|law|angle|exercises?|"
    r"questionnaire|"
    r"procedure|operation|flap|hernia|ulcer|spots?|lines?|ring|anomaly|encephalitis|encephalopathy|psychosis|"
    r"aphasia|ataxia|"
    r"crisis|like|diet|foot|joint|position|block|drain|splint|frame|stocking|thickness|tool|inventory|scan|"
    r"formula|table|"
    r"osteotomy|bunionectomy|holder|plates?|rods?|system|screws?|drill|resector|cement|taper|reduction|guide|"
    r"knife|forceps|"
    r"retractor|clamp|suture|stitch|needle|speculum|tube|pump|inhaler|device|lens|laser|method|technique|approach|"
    r"model|"
    r"protocol|regimen|hip|knee|repair|graft|bypass|shunt|button|collar|boot|brace|bandage|dressing|cells?|antigen)"
)
EPONYM_HEAD = re.compile(rf"(?:'?s?)?[ \-](?:[\w\-]{{1,20}}'?s? )?(?:and \w{{1,20}} )?{_HEADS}\b", re.IGNORECASE)
"""What an eponym is followed by."""

EPONYM_HEAD_NEXT = re.compile(rf" {_HEADS}\b", re.IGNORECASE)
"""The same right after a word that is no known eponym."""
