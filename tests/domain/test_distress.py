"""I7: words of distress are heard in the first person, and ordinary clinical talk is left alone."""

from __future__ import annotations

import pytest

from bot.domain.distress import Concern, concern_in, pattern_of
from data.distress_words import bundled

OWN = (
    "I want to die.",
    "Honestly? I just want to die some nights",
    "I can't go on like this.",
    "I can’t cope, and nobody at work has noticed",
    "I've been having suicidal thoughts since the complaint. I have had suicidal thoughts before.",
    "I'm suicidal.",
    "i feel so hopeless",
    "Sometimes I think of killing myself on the drive home",
    "I don't want to be here any more",
    "They would all be better off without me",
    "I don't see the point of going on any more",
    "I am completely burnt out.",
    "Fine, but I cry every night.",
    "No, I want to die.",
    "I drink a bottle of wine each night to get through it",
    "I can not do this any more",
    "I have nothing left to live for",
    "I'm not safe tonight",
    "My husband hits me.",
    "i thought about ending my own life",
    "I do not want to wake up tomorrow",
    "Je n'en peux plus.",
    "J'ai des idées suicidaires depuis la plainte",
    "Je n’ai plus envie de vivre",
    "parfois je pense à me tuer",
    "Je suis à bout, vraiment",
    "J'ai envie de mourir",
    "Je suis en plein burn-out",
    "Ils seraient mieux sans moi",
    "Je veux en finir",
    "mettre fin à mes jours",
    "I'm so tired of living",
    "I dont want to live anymore",
    "I cant go on",
    "i cannot cope",
    "I feel like ending it",
    "I thought about driving into a tree",
    "I keep thinking everyone would be happier if I was gone",
    "I'm at the end of my rope",
    "I have been self harming again",
    "I started cutting again",
    "I want out. Of everything.",
    "I just want it to stop",
    "I'm drowning",
    "I am not okay",
    "I am not ok",
    "I am struggling to get out of bed",
    "Some days I wish I wouldn't wake up",
    "I can't do it anymore",
    "I can't cope with the results any more.",
    "I don't see the point any more",
    "I don't see a way out",
    "I hate my life",
    "I feel empty all the time",
    "I am overwhelmed and scared of what I might do",
    "wish I was dead",
    "Want to die.",
    "tired of being alive",
    "I had a plan to overdose on the insulin",
    "I took too many tablets last night",
    "I relapsed, drinking again",
    "I've lost all hope",
    "Je suis épuisée, je n'y arrive plus",
    "j'ai pensé à en finir",
    "je voudrais ne plus me réveiller",
    "je suis en dépression et je n'en parle à personne",
    "j en ai marre de vivre",
    "Je pleure tous les soirs",
    "Je bois tous les soirs",
)
PATIENT = (
    "My patient texted that she will kill herself tonight and I can't reach her",
    "He is suicidal and not answering his phone",
    "He is on the bridge right now and says he will jump",
    "She just rang: her partner is going to hurt the baby",
    "Elle veut se tuer ce soir",
    "Il est suicidaire et ne répond plus",
)
NEITHER = (
    "A patient with suicidal ideation, no plan, seen today.",
    "45-year-old man with depression and suicidal thoughts; denies intent.",
    "She denied suicidal ideation tonight.",
    "How do you ask about suicide in a ten-minute consultation?",
    "He said he wanted to kill himself last year.",
    "The patient said: I want to die.",
    "The patient told me that she can't cope, I can't cope, over and over",
    "My father died of an overdose.",
    "I am not suicidal, just tired.",
    "I never thought of killing myself.",
    "I was never burnt out, lucky me",
    "I do not want to kill myself with paperwork",
    "I want to diet",
    "I can't stop thinking about that case",
    "A walk at noon, and no e-mail after seven.",
    "Suicide risk tools perform poorly; what do you use?",
    "We talk about self-harm in every session, he cuts himself",
    "My choir keeps me going.",
    "The inhaler technique is killing me",
    "Nothing to report, a quiet week",
    "I want it to end well for him",
    "",
    "Une patiente avec des idées suicidaires, sans plan.",
    "Je ne suis pas suicidaire, juste fatiguée",
    "Je n'ai jamais pensé à me suicider",
    "Je n'ai pas envie de mourir",
    "Elle dit souvent : je veux mourir",
    "Comment parlez-vous du suicide ?",
    "Je cours tous les matins",
    "I can't take any more patients this week",
    "I can't take it further without a scan",
    "I can't do this procedure anymore, my hands shake too much to suture",
    "I end it all with a joke",
    "I am hopeless at names",
    "I want to die on this hill: no antibiotics for bronchitis",
    "I think of suicide in every teenager who sleeps badly",
    "I have thought about suicide risk screening",
    "I am not coping with the new software",
    "I have had enough of life-style leaflets",
    "I drink coffee through the night shift",
    "I drink too much coffee",
    "I cut myself shaving",
    "I am using propofol to sedate",
    "I cut myself on a needle last week",
    "I always ask: do you think of suicide?",
    "We had a suicide in the practice last year and I still think of it",
    "I'm burnt out on guidelines",
    "I am scared of my partner retiring",
    "I had thoughts about suicide prevention training",
    "Patients who say they can't go on",
    "When a mother says I can't cope I listen",
    "I can't go on Tuesdays",
    "I can't go on holiday before June",
    "I'm in for anything that saves a referral",
    "Patients want to die at home",
    "I don't see the point of PSA screening at 80",
    "I am not safe to prescribe warfarin without an INR",
    "I am empty of ideas",
    "A bottle of wine for the receptionist",
)


@pytest.mark.parametrize("text", OWN)
def test_words_of_ones_own_distress_are_heard(text: str) -> None:
    assert concern_in([text], bundled()) is Concern.OWN


@pytest.mark.parametrize("text", PATIENT)
def test_a_patient_at_risk_at_this_moment_is_heard(text: str) -> None:
    assert concern_in([text], bundled()) is Concern.PATIENT


@pytest.mark.parametrize("text", NEITHER)
def test_clinical_talk_negations_and_what_patients_said_are_left_alone(text: str) -> None:
    assert concern_in([text], bundled()) is None


def test_the_writer_comes_first_where_both_may_be_meant() -> None:
    assert concern_in(["She will kill herself tonight.", "I can't go on."], bundled()) is Concern.OWN


@pytest.mark.parametrize("phrase", ["", "Big", "_ die", "die _", "$ die", "a||b", "don't", "a  b"])
def test_a_phrase_that_is_written_wrong_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"in|begins"):
        pattern_of(phrase)


def test_long_text_takes_no_longer_than_its_length() -> None:
    assert concern_in(["i want " * 2000], bundled()) is None
