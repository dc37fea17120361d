"""Names for the numbers that identify things, so that a poll's id cannot be passed for a meeting's."""

from __future__ import annotations

from typing import NewType

CommunityId = NewType("CommunityId", int)  # the Discord server's own id
MemberId = NewType("MemberId", int)  # the Discord user's own id
TimerId = NewType("TimerId", int)
PostId = NewType("PostId", int)
MeetingId = NewType("MeetingId", int)
TopicId = NewType("TopicId", int)
PollId = NewType("PollId", int)
OptionId = NewType("OptionId", int)
CaseId = NewType("CaseId", int)
DiscussionId = NewType("DiscussionId", int)
PromptId = NewType("PromptId", int)
ScheduleId = NewType("ScheduleId", int)
ApplicationId = NewType("ApplicationId", int)
FlagId = NewType("FlagId", int)
