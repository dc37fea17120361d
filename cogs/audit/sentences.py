"""What each act of the audit log is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody `did` (`n` is the number of the case, meeting or poll), and how it is `summed` up for members.

    An empty `summed` is not for the summary: it is something that members did themselves.
    """

    did: str
    summed: str = ""


ACTS: Mapping[str, Words] = {
    "agenda.changed": Words("changed the agenda of meeting {n}", "Changes to agendas"),
    "agenda.presenter": Words("named a presenter for meeting {n}", "Presenters named"),
    "agreement.accepted": Words("accepted the agreement"),
    "answers.compiled": Words("had private answers compiled (prompt {n})", "Private answers compiled by hand"),
    "application.approved": Words("approved application {n}", "Applications approved"),
    "application.declined": Words("declined application {n}", "Applications declined"),
    "attendance.confirmed": Words("confirmed who was at meeting {n}", "Attendance lists confirmed"),
    "attendance.corrected": Words("corrected the attendance of meeting {n}", "Attendance corrected"),
    "attendance.upheld": Words("left the attendance of meeting {n} as it was", "Attendance looked at again"),
    "case.declined": Words("declined case {n}", "Cases declined"),
    "case.released": Words("released case {n}", "Cases released"),
    "community.set_up": Words("set up or repaired the server", "Server set up or repaired"),
    "community.zone": Words("set the time zone of the community", "Community settings changed"),
    "digest.asked_again": Words("had those asked who had not answered to meeting {n}", "Colleagues asked again"),
    "digest.asked_silent": Words("had those asked who had been silent", "Silent colleagues asked if all is well"),
    "flag.erased": Words("erased a flagged message (flag {n})", "Flagged messages erased"),
    "flag.restored": Words("restored a flagged message (flag {n})", "Flagged messages restored"),
    "handover.had": Words("took over (hand-over {n})", "Hand-overs"),
    "meeting.cancelled": Words("cancelled meeting {n}", "Meetings cancelled"),
    "meeting.changed": Words("changed meeting {n}", "Meetings moved or changed"),
    "meeting.ended": Words("ended meeting {n}", "Meetings run"),
    "meeting.scheduled": Words("scheduled meeting {n}", "Meetings scheduled"),
    "meeting.started": Words("started meeting {n}"),
    "minutes.written": Words("wrote the minutes of meeting {n}", "Minutes written"),
    "pairing.round": Words("paired study buddies (round {n})", "Rounds of study buddies"),
    "poll.closed": Words("closed poll {n}", "Polls closed by hand"),
    "poll.opened": Words("opened poll {n}", "Polls opened"),
    "poll.outcome": Words("noted the outcome of poll {n}", "Outcomes of polls noted"),
    "prompt.paused": Words("paused a schedule of prompts", "Prompt schedules paused or resumed"),
    "prompt.posted": Words("had a prompt posted", "Prompts posted by hand"),
    "prompt.resumed": Words("let a schedule of prompts run again", "Prompt schedules paused or resumed"),
    "prompt.scheduled": Words("scheduled prompts", "Prompt schedules begun or ended"),
    "prompt.unscheduled": Words("ended a schedule of prompts", "Prompt schedules begun or ended"),
    "rescue.begun": Words("had colleagues asked about case {n}", "Unanswered cases rescued"),
    "topic.booked": Words("booked topic {n} for a meeting", "Topics booked for a meeting"),
    "topic.brought_back": Words("brought topic {n} back", "Topics tidied"),
    "topic.dropped": Words("dropped topic {n}", "Topics tidied"),
    "topic.merged": Words("merged topic {n} into another", "Topics tidied"),
    "topic.separated": Words("separated topic {n} again", "Topics tidied"),
}
_SETTING = Words("changed a setting of the community", "Community settings changed")
_OTHER = Words("did something that I have no words for", "Other acts")


def words_for(act: str) -> Words:
    """Return what an act is called."""
    if act.startswith("settings."):
        return _SETTING
    return ACTS.get(act, _OTHER)
