"""What is said about pictures of a case: what authors affirm, what they look for, and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.pictures import Consent, Look

CONSENTS: Mapping[Consent, tuple[str, str]] = {
    Consent.AGREED: (
        "The patient agreed to this picture",
        "Or whoever decides for them: to its being shown to these colleagues.",
    ),
}
LOOKS: Mapping[Look, tuple[str, str]] = {
    Look.WRITING: (
        "No writing that points to somebody",
        "No name, number, date or place, also at the edge, on a label or on a screen behind.",
    ),
    Look.FACE: ("No face", "Nor eyes, teeth or an ear, if they could be known."),
    Look.MARK: (
        "Nothing people would know them by",
        "No tattoo, birthmark, jewellery, clothes or room.",
    ),
}
"""What an author affirms and looks for, as (statement, explanation). Change a word: raise `CONSENT_VERSION` with it."""

ERRORS: Mapping[str, str] = {
    "picture.off": "Pictures are switched off in this community. A facilitator can allow them with "
    "`/community settings`.",
    "picture.off_meanwhile": "Pictures were switched off in this community meanwhile. Take them off this case, or ask "
    "for `/community settings`.",
    "picture.too_many": "A case can have {n} pictures, and this one has them.",
    "picture.unknown": "I do not know this picture here. It may have been removed with its case.",
    "picture.not_agreed": "I take a picture only if the patient, or whoever decides for them, agreed. Nothing was "
    "kept.",
    "picture.not_looked": "A case with pictures can be handed in only when you have looked for all three. Nothing was "
    "sent.",
    "picture.alt_missing": "Please say in a few words what the picture shows, for colleagues who cannot see it.",
    "picture.alt_too_long": "The words for a picture can have at most {limit} characters. Please shorten them.",
    "picture.alt_identifies": "The words for the picture hold something that may identify somebody: {found}. Please "
    "reword them and add the picture again.",
    "picture.too_large": "This file is larger than {most} MB. A screenshot of it is small enough, and shows as much.",
    "picture.too_many_pixels": "This picture has more pixels than I can open safely. A screenshot of it will do.",
    "picture.document": "I take photos only, as JPEG, PNG or WebP. From a PDF, drawing or document, take a "
    "screenshot of the part that matters, without any name.",
    "picture.moving": "I take still pictures only, as JPEG, PNG or WebP. Send the one frame that shows it.",
    "picture.heic": "This is a HEIC photo, which many devices cannot show. Take a screenshot of it, or choose **Most "
    "Compatible** in the phone's camera settings (Formats), and send that.",
    "picture.unreadable": "I could not open this as a picture. Send a JPEG, PNG or WebP; a screenshot always works.",
    "picture.gone": "Discord did not hand me the file. Please add it once more.",
}
