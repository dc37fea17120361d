-- The schema of a migrated database, for reading. Made by: python -m data.migrate > data/schema.sql

CREATE TABLE community (
    -- One Discord server that was set up. Channel and role ids are NULL while they are missing in Discord.
    id INTEGER PRIMARY KEY,                 -- the server's own id
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),   -- IANA name
    locale TEXT NOT NULL DEFAULT 'en-GB' CHECK (length(locale) BETWEEN 2 AND 10),  -- of what all read
    facilitator_role_id INTEGER,
    member_role_id INTEGER,
    category_id INTEGER,
    noticeboard_id INTEGER,
    general_id INTEGER,
    cases_id INTEGER,
    meetings_id INTEGER,
    facilitators_id INTEGER,
    voice_id INTEGER,
    created_at INTEGER NOT NULL             -- UTC seconds, as every *_at
) STRICT;

CREATE TABLE member (
    -- Somebody's entry in one community: on the way in, in, or out. Roles live in Discord, not here.
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,                    -- the Discord user's own id
    state TEXT NOT NULL CHECK (state IN ('applicant', 'active', 'declined', 'left')),
    zone TEXT CHECK (length(zone) BETWEEN 1 AND 64),            -- IANA name, NULL until they set one
    agreed_version INTEGER,                 -- of the agreement they accepted
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (community_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_by_person ON member (id);

CREATE TABLE bookkeeping (
    -- What the bot remembers about itself, such as the hash of the commands it last registered.
    name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE timer (
    -- A promise with a time. dedupe_key names the fact, so that planning it again is harmless.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 3 AND 40),
    subject_id INTEGER NOT NULL,
    member_id INTEGER,                      -- whom it concerns, where it is one person
    dedupe_key TEXT NOT NULL UNIQUE CHECK (length(dedupe_key) <= 200),
    due_at INTEGER NOT NULL,
    expires_at INTEGER,                     -- dropped, not delivered, from here on
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'claimed', 'done', 'expired', 'dead', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,                    -- set while claimed: a crash frees it then
    CHECK ((state = 'claimed') = (lease_until IS NOT NULL))
) STRICT;

CREATE INDEX timer_open ON timer (due_at) WHERE state IN ('pending', 'claimed');

CREATE INDEX timer_by_subject ON timer (community_id, kind, subject_id);

CREATE TABLE post (
    -- A public message that the bot owes the community and keeps true.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 3 AND 40),
    subject_id INTEGER NOT NULL,
    place TEXT NOT NULL
        CHECK (place IN ('noticeboard', 'general', 'cases', 'meetings', 'facilitators', 'voice')),
    channel_id INTEGER,                     -- where it stands, NULL until sent
    message_id INTEGER,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each change of what it shows
    shown_revision INTEGER NOT NULL DEFAULT 0,
    sendings INTEGER NOT NULL DEFAULT 1,
    failures INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),    -- after a failure, not before this
    UNIQUE (community_id, kind, subject_id),
    CHECK ((channel_id IS NULL) = (message_id IS NULL))
) STRICT;

CREATE INDEX post_stale ON post (retry_at) WHERE shown_revision < revision;

CREATE INDEX post_by_message ON post (message_id);

CREATE TABLE notice (
    -- Something the facilitators must know, told once: a channel is gone, a permission is missing.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 3 AND 60),   -- which sentence
    params TEXT NOT NULL,                   -- its values, a JSON object; never what somebody typed
    dedupe_key TEXT NOT NULL UNIQUE CHECK (length(dedupe_key) <= 200),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX notice_by_community ON notice (community_id);

CREATE TABLE meeting (
    -- One meeting. A draft awaits its author's word that the time was read as they meant it.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),    -- Discord's limit for events
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 1 AND 500),                  -- NULL: room for all
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),             -- NULL: the server's voice channel
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),       -- IANA zone in which the time was said
    state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'cancelled')),
    organiser_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,    -- rises with each change that a calendar must learn of (RFC 5545)
    event_id INTEGER,                       -- Discord's scheduled event, NULL while there is none
    cancel_reason TEXT CHECK (length(cancel_reason) BETWEEN 1 AND 500),
    typed_when TEXT CHECK (length(typed_when) <= 200),              -- as the author of a draft typed it
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL, series_id INTEGER REFERENCES series (id) ON DELETE SET NULL, occurrence TEXT CHECK (length(occurrence) = 10), moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1)), repeat TEXT CHECK (length(repeat) BETWEEN 1 AND 1000), began_at INTEGER, ended_at INTEGER, confirmed_at INTEGER, slot INTEGER CHECK (slot >= 0),
    UNIQUE (community_id, id),
    CHECK (cancel_reason IS NULL OR state = 'cancelled'),
    CHECK (typed_when IS NULL OR state = 'draft')
) STRICT;

CREATE INDEX meeting_upcoming ON meeting (community_id, state, starts_at);

CREATE INDEX meeting_by_event ON meeting (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE rsvp (
    -- Somebody's answer to a meeting; changeable until it begins. rank tells the order in which answers came.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('going', 'maybe', 'no')),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id),
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX rsvp_by_community ON rsvp (community_id, meeting_id);

CREATE INDEX rsvp_by_person ON rsvp (member_id);

CREATE TRIGGER rsvp_seats_new BEFORE INSERT ON rsvp
WHEN NEW.answer = 'going' AND (
    SELECT count(*) FROM rsvp
    WHERE meeting_id = NEW.meeting_id AND answer = 'going' AND member_id <> NEW.member_id
) >= (SELECT seats FROM meeting WHERE id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'the meeting is full');
END;

CREATE TRIGGER rsvp_seats_changed BEFORE UPDATE OF answer ON rsvp
WHEN NEW.answer = 'going' AND (
    SELECT count(*) FROM rsvp
    WHERE meeting_id = NEW.meeting_id AND answer = 'going' AND member_id <> NEW.member_id
) >= (SELECT seats FROM meeting WHERE id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'the meeting is full');
END;

CREATE TABLE agenda_item (
    -- Something a meeting is about, in the order it was added.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    topic_id INTEGER,                       -- of the backlog, where it came from there
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    presenter_id INTEGER, place INTEGER NOT NULL DEFAULT 0,
    UNIQUE (meeting_id, topic_id),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX agenda_item_by_meeting ON agenda_item (community_id, meeting_id);

CREATE INDEX agenda_item_by_topic ON agenda_item (topic_id) WHERE topic_id IS NOT NULL;

CREATE INDEX agenda_item_by_presenter ON agenda_item (presenter_id) WHERE presenter_id IS NOT NULL;

CREATE TABLE case_draft (
    -- A case being written, one for each member. `sealed` is encrypted with a key that is not in this file.
    -- AUTOINCREMENT: an id is never used again, so no timer of an old draft can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 100000),
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each save
    saved_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > saved_at),
    UNIQUE (community_id, member_id)
) STRICT;

CREATE TABLE case_overruling (
    -- A detail of a released case that the check questioned and its author kept, and why.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES shared_case (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('title', 'context', 'findings', 'tried', 'question')),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    quote TEXT NOT NULL CHECK (length(quote) BETWEEN 1 AND 1650),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300)
) STRICT;

CREATE INDEX case_overruling_by_case ON case_overruling (case_id);

CREATE INDEX case_overruling_by_community ON case_overruling (community_id);

CREATE TABLE prompt_schedule (
    -- A standing order for prompts. The hour on the wall and the zone are the truth, instants follow from them.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: timers are named after it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    weekdays TEXT NOT NULL CHECK (length(weekdays) BETWEEN 1 AND 7 AND weekdays NOT GLOB '*[^0-6]*'), -- 0 is Monday
    interval_weeks INTEGER NOT NULL CHECK (interval_weeks BETWEEN 1 AND 12),
    wall_time TEXT NOT NULL CHECK (wall_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),           -- IANA name
    starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- local date
    channel_id INTEGER,                     -- NULL: the general channel, wherever it is by then
    kind TEXT CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection', 'follow-up',
                              'support')),  -- NULL: any
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 0,    -- rises with each resume
    created_at INTEGER NOT NULL
, skipped_at INTEGER, skipped_because TEXT CHECK (skipped_because IN ('talking', 'holiday'))) STRICT;

CREATE INDEX prompt_schedule_by_community ON prompt_schedule (community_id);

CREATE TABLE prompt_own (
    -- A prompt that a community wrote for itself, beside the bank in data/prompts.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: what was sent is remembered by it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection',
                                       'follow-up', 'support')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 10 AND 240),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX prompt_own_by_community ON prompt_own (community_id);

CREATE TABLE prompt_sending (
    -- A prompt chosen for posting, kept before its message goes out: what is sent again after a crash is the same.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- its nonce on Discord is made of it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    schedule_id INTEGER REFERENCES prompt_schedule (id) ON DELETE SET NULL,     -- NULL: asked for by hand
    turn TEXT,                              -- which occurrence of the schedule, as local time
    prompt_key TEXT NOT NULL CHECK (length(prompt_key) BETWEEN 5 AND 60),       -- bank:<id> or own:<number>
    kind TEXT NOT NULL CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection',
                                       'follow-up', 'support')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 10 AND 240),                 -- the words as they were then
    channel_id INTEGER,                     -- where it goes (NULL: the general channel), then where it stands
    message_id INTEGER,
    state TEXT NOT NULL DEFAULT 'chosen' CHECK (state IN ('chosen', 'sent', 'failed', 'skipped')),
    chosen_at INTEGER NOT NULL,
    CHECK ((state = 'sent') = (message_id IS NOT NULL)),
    UNIQUE (schedule_id, turn)              -- one prompt a turn, whatever is planned or redelivered
) STRICT;

CREATE INDEX prompt_sending_by_community ON prompt_sending (community_id, prompt_key, chosen_at);

CREATE TABLE application (
    -- One request to join. A registration number is shown to the facilitators and never stored: there is no column.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    particulars BLOB,                       -- encrypted JSON: name, profession, country; NULL after a decline
    gave_number INTEGER NOT NULL CHECK (gave_number IN (0, 1)),  -- whether one was given, not which
    agreement_version INTEGER NOT NULL,
    applied_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'declined')),
    decided_by INTEGER,
    decided_at INTEGER,
    reason BLOB,                            -- encrypted; why it was declined
    CHECK ((state = 'pending') = (decided_by IS NULL)),
    CHECK ((state = 'pending') = (decided_at IS NULL)),
    CHECK (state <> 'declined' OR (particulars IS NULL AND reason IS NOT NULL)),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX application_by_member ON application (community_id, member_id);

CREATE UNIQUE INDEX application_pending ON application (community_id, member_id) WHERE state = 'pending';

CREATE TABLE audit (
    -- Who did what to whom, and when: append-only. Holds ids, never a word that somebody typed.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (length(act) BETWEEN 3 AND 40),     -- such as 'application.approved'
    actor_id INTEGER,                       -- NULL once that person had their data erased
    member_id INTEGER,                      -- whom it was done to, where it was somebody
    subject_id INTEGER                      -- the application, case, poll …, as the act says
, was INTEGER, became INTEGER) STRICT;

CREATE INDEX audit_by_community ON audit (community_id, at);

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
WHEN EXISTS (SELECT 1 FROM community WHERE id = OLD.community_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TABLE topic (
    -- Something the community wants to learn. Text is public within the community.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: old buttons hold ids
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    why TEXT CHECK (length(why) BETWEEN 1 AND 300),
    state TEXT NOT NULL DEFAULT 'backlog' CHECK (state IN ('backlog', 'chosen')),  -- booked: see agenda_item
    suggested_by INTEGER,                   -- a member's id
    suggested_at INTEGER NOT NULL, merged_into INTEGER REFERENCES topic (id) ON DELETE SET NULL, merged_at INTEGER, dropped_at INTEGER, drop_reason TEXT CHECK (length(drop_reason) BETWEEN 1 AND 300), origin TEXT CHECK (origin IN ('discussion', 'prompt')), origin_id INTEGER,
    UNIQUE (community_id, id)
) STRICT;

CREATE INDEX topic_by_community ON topic (community_id, state);

CREATE TABLE topic_support (
    -- Who would come to it: a row a member, gone when they withdraw.
    community_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    supported_at INTEGER NOT NULL,
    PRIMARY KEY (topic_id, member_id),
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_support_by_topic ON topic_support (community_id, topic_id);

CREATE INDEX topic_support_by_member ON topic_support (community_id, member_id);

CREATE TABLE poll_option (
    -- One line of a ballot paper; its text is what members voted on, whatever becomes of the topic.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 25),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 100),
    topic_id INTEGER,
    UNIQUE (poll_id, position),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE,
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id)
) STRICT;

CREATE INDEX poll_option_by_poll ON poll_option (community_id, poll_id);

CREATE INDEX poll_option_by_topic ON poll_option (community_id, topic_id) WHERE topic_id IS NOT NULL;

CREATE TABLE ballot (
    -- One member's vote: one row, replaced when they change their mind. The row is the whole ballot, so that it is
    -- stored or replaced in one statement. Not enforced here: the options in it are this poll's (bot.domain.polls.mark).
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    marks TEXT NOT NULL CHECK (json_valid(marks)),  -- {"option id": mark}
    cast_at INTEGER NOT NULL, reason TEXT CHECK (length(reason) BETWEEN 1 AND 300),
    PRIMARY KEY (poll_id, member_id),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX ballot_by_poll ON ballot (community_id, poll_id);

CREATE INDEX ballot_by_member ON ballot (community_id, member_id);

CREATE TABLE "shared_case" (
    -- A case that its author submitted. Its text is sealed until the release puts it in the columns in clear;
    -- of a declined case the sealed text stays until its author took it back, or 72 hours; an erased one has none.
    -- Nothing here leads from an anonymous case to its author without the key.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'released', 'declined', 'erased')),
    author_id INTEGER,                      -- NULL when posted for a member
    author_sealed BLOB,                     -- who that member is, encrypted
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 100000),
    title TEXT CHECK (length(title) BETWEEN 1 AND 100),
    stage TEXT CHECK (length(stage) BETWEEN 1 AND 20),
    context TEXT CHECK (length(context) BETWEEN 1 AND 1650),
    findings TEXT CHECK (length(findings) <= 1650),
    tried TEXT CHECK (length(tried) <= 1100),
    question TEXT CHECK (length(question) BETWEEN 1 AND 550),
    area TEXT CHECK (length(area) BETWEEN 1 AND 20),
    affirmed_version INTEGER NOT NULL,      -- of the wording of the three statements
    affirmed_at INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    decided_at INTEGER,                     -- when it was released or declined
    decided_by INTEGER,
    reason_sealed BLOB,                     -- why it was declined, for its author alone
    told_at INTEGER,                        -- when the author was told of the result
    CHECK ((author_id IS NULL) <> (author_sealed IS NULL)),
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'declined') = (reason_sealed IS NOT NULL)),
    CHECK (state <> 'waiting' OR sealed IS NOT NULL),
    CHECK (state NOT IN ('released', 'erased') OR sealed IS NULL),
    CHECK (
        CASE state
            WHEN 'released' THEN title IS NOT NULL AND stage IS NOT NULL AND context IS NOT NULL
                AND findings IS NOT NULL AND tried IS NOT NULL AND question IS NOT NULL AND area IS NOT NULL
            ELSE coalesce(title, stage, context, findings, tried, question, area) IS NULL
        END
    ),
    -- The second person: no one releases their own case. (An anonymous author is compared by the service.)
    CHECK (state <> 'released' OR author_id IS NULL OR decided_by <> author_id)
) STRICT;

CREATE INDEX shared_case_by_state ON shared_case (community_id, state, submitted_at);

CREATE INDEX shared_case_with_news ON shared_case (community_id)
    WHERE told_at IS NULL OR (state = 'declined' AND sealed IS NOT NULL);

CREATE INDEX shared_case_by_author ON shared_case (community_id, author_id);

CREATE TABLE flag (
    -- A message in the case channel that a member took for a possible identifier, and what became of it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER REFERENCES post (id) ON DELETE SET NULL,    -- NULL for a message that is none of our posts
    author_id INTEGER,                      -- who wrote that message; NULL if the bot did
    flagger_id INTEGER NOT NULL,            -- shown to facilitators only
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 100000),    -- what that message said, encrypted, until decided
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'restored', 'erased')),
    flagged_at INTEGER NOT NULL,
    hidden_at INTEGER,                      -- NULL while the message could not be taken away yet
    decided_at INTEGER,
    decided_by INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'erased' OR sealed IS NULL)
) STRICT;

CREATE UNIQUE INDEX flag_open_once ON flag (community_id, message_id) WHERE state = 'open';

CREATE INDEX flag_by_community ON flag (community_id, state);

CREATE INDEX flag_by_post ON flag (post_id);

CREATE TABLE waitlist (
    -- Somebody who waits for a seat, first come first served by rank; until offered_until one is kept for them.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    offered_until INTEGER,                  -- NULL while there is no seat for them
    since INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id),
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX waitlist_by_community ON waitlist (community_id, meeting_id);

CREATE INDEX waitlist_by_person ON waitlist (member_id);

CREATE TABLE case_reply (
    -- That colleagues wrote below a released case: how many messages and when, never who or what.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    replies INTEGER NOT NULL CHECK (replies >= 1),
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL CHECK (last_at >= first_at)
) STRICT;

CREATE INDEX case_reply_by_community ON case_reply (community_id);

CREATE TABLE discussion (
    -- What colleagues think about a released case, or about a question (then `question` and `asked_by` are here).
    -- Nothing says who opened or ended one: that may be an anonymous author.
    -- AUTOINCREMENT: a button names the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER UNIQUE REFERENCES shared_case (id) ON DELETE CASCADE,
    question TEXT CHECK (length(question) BETWEEN 1 AND 200),
    setting TEXT CHECK (length(setting) <= 200),
    asked_by INTEGER,                       -- NULL for a case, or once that member had their data erased
    round TEXT NOT NULL CHECK (round IN ('clarify', 'advice', 'ended')),
    begun_at INTEGER NOT NULL,
    ending TEXT CHECK (ending IN ('treating-doctor', 'agree-to-disagree')),
    closing TEXT CHECK (length(closing) <= 300),
    ended_at INTEGER, poll_id INTEGER REFERENCES poll (id) ON DELETE SET NULL,
    CHECK ((case_id IS NULL) = (question IS NOT NULL)),
    CHECK ((question IS NULL) = (setting IS NULL)),
    CHECK (asked_by IS NULL OR question IS NOT NULL),
    CHECK ((round = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((ended_at IS NULL) = (closing IS NULL))
) STRICT;

CREATE INDEX discussion_by_community ON discussion (community_id, begun_at);

CREATE TABLE case_position (
    -- How one member would approach it; one row a member, changeable while the advice round is open.
    -- The order of ids is the order in which they are shown; nothing is counted against anything.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    approach TEXT NOT NULL CHECK (length(approach) BETWEEN 1 AND 500),
    fits TEXT NOT NULL CHECK (length(fits) BETWEEN 1 AND 200),
    evidence TEXT NOT NULL CHECK (length(evidence) <= 200),
    given_at INTEGER NOT NULL,
    changed_at INTEGER,
    UNIQUE (discussion_id, member_id)
) STRICT;

CREATE INDEX case_position_by_member ON case_position (community_id, member_id);

CREATE INDEX shared_case_released ON shared_case (community_id, decided_at) WHERE state = 'released';

CREATE TABLE "poll" (
    -- A question put to the community until a deadline. How it is counted, what shows when, whether ballots have names
    -- and how many must vote is fixed when it opens.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: old buttons hold ids
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    question TEXT CHECK (length(question) BETWEEN 1 AND 200),   -- NULL: which topic next?
    method TEXT NOT NULL CHECK (method IN ('single', 'approval', 'ranked', 'dots', 'score', 'consent')),
    results TEXT NOT NULL CHECK (results IN ('live', 'after-vote', 'at-close')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_by INTEGER,                      -- a member's id
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    closed_at INTEGER,
    left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out >= 0),  -- topics that did not fit on the ballot
    anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1)),   -- ballots: see ballot_box, counted_ballot
    quorum INTEGER CHECK (quorum BETWEEN 1 AND 100),            -- percent of the members who can vote; NULL: none
    extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),     -- given more time, once, for want of a quorum
    lapsed INTEGER NOT NULL DEFAULT 0 CHECK (lapsed IN (0, 1)),         -- closed without a quorum: decides nothing
    electorate INTEGER CHECK (electorate >= 0),                 -- how many could vote when it closed
    UNIQUE (community_id, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (anonymous = 0 OR results = 'at-close'),  -- totals that change would tell how somebody voted
    CHECK (lapsed = 0 OR (state = 'closed' AND quorum IS NOT NULL))
) STRICT;

CREATE INDEX poll_by_community ON poll (community_id, state);

CREATE TRIGGER poll_terms_are_fixed
BEFORE UPDATE OF community_id, question, method, results, opened_at, anonymous, quorum ON poll
BEGIN
    SELECT raise(ABORT, 'the terms of a poll are fixed when it opens');
END;

CREATE TRIGGER poll_closes_once
BEFORE UPDATE OF state, closes_at, closed_at, extended, lapsed, electorate ON poll WHEN old.state = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll stays as it is');
END;

CREATE TRIGGER poll_is_extended_once
BEFORE UPDATE OF closes_at ON poll WHEN old.extended = 1
BEGIN
    SELECT raise(ABORT, 'a poll is extended once');
END;

CREATE TRIGGER ballot_only_while_open
BEFORE INSERT ON ballot WHEN (SELECT state FROM poll WHERE id = new.poll_id) = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll takes no votes');
END;

CREATE TRIGGER ballot_has_no_name_if_anonymous
BEFORE INSERT ON ballot WHEN (SELECT anonymous FROM poll WHERE id = new.poll_id) = 1
BEGIN
    SELECT raise(ABORT, 'an anonymous poll keeps no ballot under a name');
END;

CREATE TABLE ballot_box (
    -- All ballots of an open anonymous poll in one sealed, padded piece; its key is a file outside this one, destroyed
    -- when the poll closes. One row a poll, rewritten by each vote: no row, order or size tells of a single vote.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX ballot_box_by_poll ON ballot_box (community_id, poll_id);

CREATE TABLE counted_ballot (
    -- The ballots of a closed anonymous poll, ordered by what they say: nothing tells whose or which was first.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 1),
    marks TEXT NOT NULL CHECK (json_valid(marks)),  -- as in ballot
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 300),
    PRIMARY KEY (poll_id, place),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX counted_ballot_by_poll ON counted_ballot (community_id, poll_id);

CREATE TABLE habit (
    -- When and how somebody wants to be reached; no row means the defaults. Hours are on the wall of their own zone.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),      -- minutes after midnight
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),    -- the same as quiet_from: no quiet hours
    working_days TEXT NOT NULL CHECK (length(working_days) BETWEEN 1 AND 7 AND working_days NOT GLOB '*[^0-6]*'),
    channel TEXT NOT NULL CHECK (channel IN ('dm', 'thread', 'none')),      -- of reminders
    weekly_cap INTEGER NOT NULL CHECK (weekly_cap BETWEEN 1 AND 20),
    away_from TEXT CHECK (away_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),   -- local dates, both included
    away_until TEXT CHECK (away_until >= away_from), reminders TEXT NOT NULL DEFAULT '7d 24h 1h'   -- of those the community sends
    CHECK (length(reminders) <= 40),
    PRIMARY KEY (community_id, member_id),
    CHECK ((away_from IS NULL) = (away_until IS NULL)),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX habit_by_person ON habit (member_id);

CREATE TABLE sending (
    -- What was sent to one person unasked in the last days, for their weekly cap. Answers to what somebody did
    -- themselves are not in here: they could tell who wrote an anonymous case.
    timer_id INTEGER PRIMARY KEY,           -- the promise it kept; so that a second attempt counts once
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sending_by_member ON sending (community_id, member_id, sent_at);

CREATE INDEX sending_by_person ON sending (member_id);

CREATE TABLE series (
    -- A meeting that repeats: an hour on the wall in an IANA zone, on the dates of a rule (RFC 5545).
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 1 AND 500),
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    hour TEXT NOT NULL CHECK (length(hour) = 5),                -- 19:30, on the wall
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),     -- 2026-03-12
    rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 1000), -- RRULE, and EXDATE on a second line
    organiser_id INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    created_at INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0 CHECK (base >= 0), sequence INTEGER NOT NULL DEFAULT 0, changed_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (community_id, id)
) STRICT;

CREATE UNIQUE INDEX meeting_by_occurrence ON meeting (series_id, occurrence) WHERE series_id IS NOT NULL;

CREATE TABLE meeting_change (
    -- What a facilitator wants to change about a meeting (proposed: shown to them alone), and what they changed.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'move', 'skip')),
    title TEXT CHECK (length(title) BETWEEN 1 AND 100),         -- NULL, here and below: stays as it is
    starts_at INTEGER,
    minutes INTEGER CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 0 AND 500),              -- 0: room for all
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),
    began_at INTEGER NOT NULL,                                  -- when the meeting began before the change
    author_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'applied')),
    onwards INTEGER NOT NULL DEFAULT 0 CHECK (onwards IN (0, 1)),
    at INTEGER NOT NULL,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_change_by_meeting ON meeting_change (community_id, meeting_id);

CREATE TABLE time_poll (
    -- A question when people can meet. A draft is seen by its author alone; a booked one became a meeting.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),   -- in which its times were said
    organiser_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'booked')),
    meeting_id INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (community_id, id),
    CHECK ((state = 'booked') = (meeting_id IS NOT NULL))
) STRICT;

CREATE INDEX time_poll_by_state ON time_poll (community_id, state);

CREATE TABLE time_slot (
    -- One of the times on offer, numbered from 1 in the order of time.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 15),
    starts_at INTEGER NOT NULL,
    PRIMARY KEY (poll_id, number),
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_slot_by_community ON time_slot (community_id, poll_id);

CREATE TABLE time_required (
    -- Somebody without whom the meeting makes no sense.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (poll_id, member_id),
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_required_by_community ON time_required (community_id, poll_id);

CREATE INDEX time_required_by_person ON time_required (member_id);

CREATE TABLE time_answer (
    -- What somebody said about one time; shown to nobody by name.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe', 'no')),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (poll_id, number, member_id),
    FOREIGN KEY (poll_id, number) REFERENCES time_slot (poll_id, number) ON DELETE CASCADE,
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_answer_by_community ON time_answer (community_id, poll_id);

CREATE INDEX time_answer_by_person ON time_answer (member_id);

CREATE TABLE minutes (
    -- What came of a meeting, posted for its community.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER PRIMARY KEY,
    learning TEXT NOT NULL DEFAULT '' CHECK (length(learning) <= 1000),
    decisions TEXT NOT NULL DEFAULT '' CHECK (length(decisions) <= 1000),
    author_id INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX minutes_by_community ON minutes (community_id, meeting_id);

CREATE TABLE meeting_action (
    -- Something one person took on at a meeting; open until done_at. Nothing is taken on by nobody.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200),
    owner_id INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_action_by_meeting ON meeting_action (community_id, meeting_id);

CREATE INDEX meeting_action_open ON meeting_action (community_id, due_at) WHERE done_at IS NULL;

CREATE INDEX meeting_action_by_owner ON meeting_action (owner_id);

CREATE TABLE digest_reader (
    -- A facilitator who gets the digest each Monday morning. Who is one, Discord's role tells when it is sent.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX digest_reader_by_person ON digest_reader (member_id);

CREATE TABLE contact (
    -- When a silent member was last asked whether all is well. What they answered is in their habits, not here.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_by_person ON contact (member_id);

CREATE TABLE poll_outcome (
    -- One word on a closed poll; the latest of a poll counts, the earlier ones stay to be read.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('decided', 'disagree', 'parked')),
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
    stated_by INTEGER,                      -- a member's id
    stated_at INTEGER NOT NULL,
    review_at INTEGER CHECK (review_at > stated_at),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX poll_outcome_by_poll ON poll_outcome (community_id, poll_id);

CREATE TABLE case_follow_up (
    -- When the author of a case is asked what happened, once and once more. No member is named: the author of a case
    -- that is posted for a member must not be found here.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'asked', 'nudged', 'declined', 'answered')),
    revision INTEGER NOT NULL DEFAULT 1     -- rises with each new date, so that its timers are new ones
) STRICT;

CREATE INDEX case_follow_up_by_community ON case_follow_up (community_id);

CREATE TABLE discussion_note (
    -- What happened to the patient (outcome), or what was learnt (learning). No member is named, as above.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('outcome', 'learning')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    kept_because TEXT CHECK (length(kept_because) BETWEEN 1 AND 300),  -- why a questioned detail stays
    added_at INTEGER NOT NULL
) STRICT;

CREATE INDEX discussion_note_by_discussion ON discussion_note (discussion_id);

CREATE INDEX discussion_note_by_community ON discussion_note (community_id, kind);

CREATE TABLE discussion_meeting (
    -- That a case or question was put on a meeting's agenda, so that it is put there once.
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL,               -- of the agenda
    PRIMARY KEY (discussion_id, meeting_id)
) STRICT;

CREATE INDEX discussion_meeting_by_meeting ON discussion_meeting (meeting_id);

CREATE INDEX discussion_meeting_by_community ON discussion_meeting (community_id);

CREATE TABLE setting (
    -- What a community's facilitators chose; no row means the defaults, which are those of CommunitySettings.
    -- One column for each setting, named as the field is.
    community_id INTEGER PRIMARY KEY REFERENCES community (id) ON DELETE CASCADE,
    reminders TEXT NOT NULL DEFAULT '7d 24h 1h' CHECK (length(reminders) <= 40),   -- how long before a meeting
    offer_hours INTEGER NOT NULL DEFAULT 12 CHECK (offer_hours BETWEEN 1 AND 168)  -- a free seat is kept, at most
, rescue TEXT NOT NULL DEFAULT 'tap' CHECK (rescue IN ('tap', 'auto')), answer_names TEXT NOT NULL DEFAULT 'without' CHECK (answer_names IN ('without', 'with')), prompt_holidays TEXT NOT NULL DEFAULT 'skip' CHECK (prompt_holidays IN ('skip', 'post')), turn_to TEXT NOT NULL DEFAULT '' CHECK (turn_to NOT GLOB '*[^0-9]*'), pairing_weeks INTEGER NOT NULL DEFAULT 0 CHECK (pairing_weeks BETWEEN 0 AND 26), agenda_days INTEGER NOT NULL DEFAULT 3
    CHECK (agenda_days BETWEEN 0 AND 14), pictures TEXT NOT NULL DEFAULT 'off' CHECK (pictures IN ('on', 'off')), digest_to_duty TEXT NOT NULL DEFAULT 'all' CHECK (digest_to_duty IN ('all', 'duty'))) STRICT;

CREATE VIEW case_searchable (id, community, title, question, body, notes) AS
SELECT
    shared_case.id, 'c' || shared_case.community_id, shared_case.title, shared_case.question,
    shared_case.context || ' ' || shared_case.findings || ' ' || shared_case.tried || ' ' || shared_case.area,
    coalesce((
        SELECT group_concat(discussion_note.text, ' ')
        FROM discussion JOIN discussion_note ON discussion_note.discussion_id = discussion.id
        WHERE discussion.case_id = shared_case.id
    ), '')
FROM shared_case WHERE shared_case.state = 'released';

CREATE VIRTUAL TABLE case_search USING fts5 (
    community, title, question, body, notes,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3 4'
);

CREATE TRIGGER case_search_insert AFTER INSERT ON shared_case WHEN new.state = 'released'
BEGIN
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = new.id;
END;

CREATE TRIGGER case_search_update
AFTER UPDATE OF state, title, context, findings, tried, question, area ON shared_case
WHEN old.state = 'released' OR new.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = new.id;
END;

CREATE TRIGGER case_search_delete AFTER DELETE ON shared_case WHEN old.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
END;

CREATE TRIGGER case_search_noted AFTER INSERT ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
END;

CREATE TRIGGER case_search_renoted AFTER UPDATE OF text ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
END;

CREATE TRIGGER case_search_unnoted AFTER DELETE ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = old.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = old.discussion_id);
END;

CREATE TRIGGER case_search_undiscussed AFTER DELETE ON discussion WHEN old.case_id IS NOT NULL
BEGIN
    DELETE FROM case_search WHERE rowid = old.case_id;
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = old.case_id;
END;

CREATE TABLE prompt_round (
    -- The private answers to one prompt that was posted, and what became of them.
    sending_id INTEGER PRIMARY KEY REFERENCES prompt_sending (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    named INTEGER NOT NULL CHECK (named IN (0, 1)),     -- told before anything is written, and never changed
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'compiled', 'lapsed', 'forgotten')),
    closes_at INTEGER NOT NULL,
    ended_at INTEGER,                       -- when it was compiled, or lapsed
    CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;

CREATE INDEX prompt_round_by_community ON prompt_round (community_id, state);

CREATE TRIGGER prompt_round_terms_are_fixed BEFORE UPDATE OF named ON prompt_round
WHEN OLD.named <> NEW.named
BEGIN
    SELECT RAISE(ABORT, 'whether answers bear names is fixed');
END;

CREATE TABLE prompt_answer_box (
    -- All answers of an open round without names, sealed in one piece with a key that is not in this file.
    sending_id INTEGER PRIMARY KEY REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX prompt_answer_box_by_community ON prompt_answer_box (community_id);

CREATE TABLE prompt_named_answer (
    -- An answer of an open round whose post will bear names; its text is encrypted until then.
    sending_id INTEGER NOT NULL REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 10000),     -- kept for its writer, not posted unless they say so
    PRIMARY KEY (sending_id, member_id)
) STRICT;

CREATE INDEX prompt_named_answer_by_member ON prompt_named_answer (community_id, member_id);

CREATE TRIGGER prompt_answer_has_no_name_if_anonymous BEFORE INSERT ON prompt_named_answer
WHEN (SELECT named FROM prompt_round WHERE sending_id = NEW.sending_id) = 0
BEGIN
    SELECT RAISE(ABORT, 'an answer without a name stands under no name');
END;

CREATE TABLE prompt_answer (
    -- An answer of a compiled round as its post shows it, in shuffled order, for 180 days.
    sending_id INTEGER NOT NULL REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 1),
    member_id INTEGER,                      -- NULL in a round without names
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    PRIMARY KEY (sending_id, place)
) STRICT;

CREATE INDEX prompt_answer_by_member ON prompt_answer (community_id, member_id);

CREATE TRIGGER prompt_answer_stays_nameless BEFORE INSERT ON prompt_answer
WHEN NEW.member_id IS NOT NULL AND (SELECT named FROM prompt_round WHERE sending_id = NEW.sending_id) = 0
BEGIN
    SELECT RAISE(ABORT, 'an answer without a name stands under no name');
END;

CREATE INDEX topic_by_merger ON topic (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE topic_name (
    -- Another name of a topic, told by a member who typed it and said that this one is the same. Not by whom.
    community_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    PRIMARY KEY (topic_id, name),
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_name_by_topic ON topic_name (community_id, topic_id);

CREATE TABLE interest (
    -- A clinical area that a member likes to be asked about: the value of the forum's tag.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 20),
    PRIMARY KEY (community_id, member_id, area),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX interest_by_person ON interest (member_id);

CREATE TABLE case_rescue (
    -- That members were asked privately to look at a case, once a case.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL
) STRICT;

CREATE INDEX case_rescue_by_community ON case_rescue (community_id);

CREATE TABLE case_asking (
    -- Whose turn it was to be asked about a case. The author of an anonymous case may be among them, told instead of
    -- asked: nothing here tells the two apart. `turn` 2 is somebody to whom the question was passed on.
    case_id INTEGER NOT NULL REFERENCES case_rescue (case_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    turn INTEGER NOT NULL CHECK (turn IN (1, 2)),
    passed INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)),
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_asking_by_member ON case_asking (community_id, member_id);

CREATE INDEX case_asking_by_person ON case_asking (member_id);

CREATE TABLE case_sequel (
    -- What happened next in a released case: sealed until it is told, then in clear. No member is named: the author of
    -- a case that is posted for a member must not be found here.
    -- AUTOINCREMENT: a timer and a post name the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES shared_case (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number BETWEEN 2 AND 4),     -- the case itself is part 1
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'out', 'withdrawn', 'erased')),
    due_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each new time, so that its timer is a new one
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 20000),
    text TEXT CHECK (length(text) BETWEEN 1 AND 1100),
    out_at INTEGER,
    UNIQUE (case_id, number),
    CHECK ((state = 'planned') = (sealed IS NOT NULL)),
    CHECK ((state = 'out') = (text IS NOT NULL))
) STRICT;

CREATE INDEX case_sequel_by_community ON case_sequel (community_id);

CREATE TABLE presence (
    -- One stay of somebody at a meeting: in its voice channel, or as they said themselves (phone, Zoom). Kept as it
    -- was seen, also what lies outside the meeting; only what lies inside it counts (bot.domain.attendance).
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('voice', 'said')),
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),   -- NULL while it lasts
    seen_at INTEGER NOT NULL CHECK (seen_at >= since),  -- when they were last seen there: all that a crash leaves
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX presence_open ON presence (meeting_id, member_id, source) WHERE until IS NULL;

CREATE INDEX presence_by_meeting ON presence (community_id, meeting_id);

CREATE INDEX presence_by_person ON presence (member_id);

CREATE TABLE attendance_fix (
    -- What a facilitator settled for one person, in place of what was added up. Who, when and from what: see audit.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    PRIMARY KEY (meeting_id, member_id),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX attendance_fix_by_meeting ON attendance_fix (community_id, meeting_id);

CREATE INDEX attendance_fix_by_person ON attendance_fix (member_id);

CREATE TABLE attendance_contest (
    -- A member says that their minutes are wrong; the facilitators settle it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: buttons hold ids
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    claimed INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND 1440),
    reason BLOB CHECK (length(reason) BETWEEN 1 AND 10000),     -- encrypted; gone once it is settled
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'upheld')),
    asked_at INTEGER NOT NULL,
    settled_at INTEGER,
    CHECK ((state = 'open') = (settled_at IS NULL)),
    CHECK ((state = 'open') = (reason IS NOT NULL)),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX attendance_contest_open ON attendance_contest (meeting_id, member_id) WHERE state = 'open';

CREATE INDEX attendance_contest_by_meeting ON attendance_contest (community_id, meeting_id);

CREATE INDEX attendance_contest_by_person ON attendance_contest (member_id);

CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
WHEN NEW.id IS NOT OLD.id OR NEW.community_id IS NOT OLD.community_id OR NEW.at IS NOT OLD.at
    OR NEW.act IS NOT OLD.act OR NEW.subject_id IS NOT OLD.subject_id
    OR NEW.was IS NOT OLD.was OR NEW.became IS NOT OLD.became
    OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
    OR (NEW.member_id IS NOT NULL AND NEW.member_id IS NOT OLD.member_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TABLE buddy (
    -- Somebody's wish to be paired. `apart` is a sealed list of members whom they are never paired with: nobody else
    -- learns of it, and it outlives the wish.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    wants INTEGER NOT NULL CHECK (wants IN (0, 1)),
    since INTEGER NOT NULL,                 -- of the wish; the order in which people are seated
    snoozed_until INTEGER,
    apart BLOB CHECK (length(apart) <= 4000),
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX buddy_by_person ON buddy (member_id);

CREATE TABLE buddy_round (
    -- One round of pairs, with the question that opens their talk.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: timers name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    prompt_key TEXT NOT NULL CHECK (length(prompt_key) BETWEEN 5 AND 60),
    opener TEXT NOT NULL CHECK (length(opener) BETWEEN 10 AND 240),
    paired_at INTEGER NOT NULL
) STRICT;

CREATE INDEX buddy_round_by_community ON buddy_round (community_id, id);

CREATE TABLE buddy_pair (
    -- Who met whom: those of one place in a round. One alone sat it out.
    round_id INTEGER NOT NULL REFERENCES buddy_round (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 1),
    member_id INTEGER NOT NULL,
    PRIMARY KEY (round_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX buddy_pair_by_community ON buddy_pair (community_id, round_id, place);

CREATE INDEX buddy_pair_by_person ON buddy_pair (member_id);

CREATE TABLE calendar_feed (
    -- The private calendar address of a member, of which only a fingerprint (SHA-256) is kept.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
    made_at INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,        -- when Discord was last asked whether the member is still in the server
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_feed_by_person ON calendar_feed (member_id);

CREATE TABLE channel_talk (
    -- How many messages people wrote in a channel (its threads included) in an hour. No author, no text; two days old
    -- counts go, but for the newest of each channel, which tells since when it is quiet.
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    hour INTEGER NOT NULL CHECK (hour % 3600 = 0),      -- its beginning
    messages INTEGER NOT NULL CHECK (messages > 0),
    PRIMARY KEY (community_id, channel_id, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE presenter_ask (
    -- Somebody who was asked, or offered, to present an item of an agenda. Who accepted is the item's presenter_id too.
    -- AUTOINCREMENT: a number is never used again, so no button of an old question can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
    asked_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX presenter_ask_open ON presenter_ask (item_id) WHERE state IN ('asked', 'accepted');

CREATE INDEX presenter_ask_by_item ON presenter_ask (item_id);

CREATE INDEX presenter_ask_by_community ON presenter_ask (community_id);

CREATE INDEX presenter_ask_by_person ON presenter_ask (member_id);

CREATE TABLE meeting_run (
    -- That a meeting was started with a run sheet. When it began and ended stands with the meeting.
    meeting_id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('plain', 'echo', 'journal-club', 'balint')),
    turn INTEGER NOT NULL CHECK (turn >= 1),    -- rises with each tap that changed something
    acted_at INTEGER NOT NULL,              -- the last of them
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_run_by_community ON meeting_run (community_id, meeting_id);

CREATE TABLE run_step (
    -- A step of a run sheet as it was made when the meeting was started, whatever becomes of format and agenda.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting_run (meeting_id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    hint TEXT NOT NULL CHECK (length(hint) BETWEEN 1 AND 200),
    minutes INTEGER NOT NULL CHECK (minutes >= 1),
    extra INTEGER NOT NULL DEFAULT 0 CHECK (extra >= 0),        -- minutes that were added
    began_at INTEGER, item_id INTEGER,                       -- NULL until its turn
    PRIMARY KEY (meeting_id, number),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX run_step_by_community ON run_step (community_id, meeting_id);

CREATE UNIQUE INDEX discussion_by_poll ON discussion (poll_id) WHERE poll_id IS NOT NULL;

CREATE TABLE case_picture (
    -- A picture of a draft or of a case, made anew before it got here: nothing of what was uploaded is in it but pixels.
    -- Sealed until the release, then in clear; an erased one has neither. It goes with its draft or case. No member is
    -- named: the author of a case that is posted for a member must not be found here.
    -- AUTOINCREMENT: a post names the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    draft_id INTEGER REFERENCES case_draft (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES shared_case (id) ON DELETE CASCADE,
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 5000000),
    alt_sealed BLOB CHECK (length(alt_sealed) BETWEEN 1 AND 4000),
    image BLOB CHECK (length(image) BETWEEN 1 AND 3500000),
    alt TEXT CHECK (length(alt) BETWEEN 1 AND 300),
    consent_version INTEGER NOT NULL,       -- of the wording with which its author affirmed consent
    consented_at INTEGER NOT NULL,
    looked_version INTEGER,                 -- of the list of what its author looked for on it before handing it in
    looked_at INTEGER,
    CHECK ((draft_id IS NULL) <> (case_id IS NULL)),
    CHECK ((sealed IS NULL) = (alt_sealed IS NULL)),
    CHECK ((image IS NULL) = (alt IS NULL)),
    CHECK (sealed IS NULL OR image IS NULL),
    CHECK ((looked_at IS NULL) = (looked_version IS NULL)),
    CHECK ((case_id IS NULL) = (looked_at IS NULL))
) STRICT;

CREATE INDEX case_picture_by_draft ON case_picture (draft_id);

CREATE INDEX case_picture_by_case ON case_picture (case_id);

CREATE INDEX case_picture_by_community ON case_picture (community_id);

CREATE TABLE rota_turn (
    -- Which facilitator looks after which week. Who is a facilitator, Discord's role tells.
    community_id INTEGER NOT NULL,
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),    -- its Monday, a local date
    member_id INTEGER NOT NULL,
    PRIMARY KEY (community_id, week),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX rota_turn_by_member ON rota_turn (community_id, member_id);

CREATE INDEX rota_turn_by_person ON rota_turn (member_id);

CREATE TABLE rota_swap (
    -- Somebody's wish to have another's week, for one of their own or for nothing.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: buttons name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    asker_id INTEGER NOT NULL,
    asker_week TEXT CHECK (asker_week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    holder_id INTEGER NOT NULL,
    holder_week TEXT NOT NULL CHECK (holder_week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'agreed', 'kept', 'over')),
    asked_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX rota_swap_open_once ON rota_swap (community_id, asker_id, holder_week) WHERE state = 'asked';

CREATE INDEX rota_swap_by_asker ON rota_swap (asker_id);

CREATE INDEX rota_swap_by_holder ON rota_swap (holder_id);

CREATE TABLE handover (
    -- That one facilitator hands over to another. What is open is never stored here: it is read when it is looked at.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: buttons name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    note BLOB CHECK (length(note) <= 20000),    -- sealed
    made_at INTEGER NOT NULL,
    sent_at INTEGER,                        -- NULL while it is being written
    had_at INTEGER,                         -- when the new one said that they have it
    CHECK (had_at IS NULL OR sent_at IS NOT NULL)
) STRICT;

CREATE INDEX handover_by_community ON handover (community_id, id);

CREATE INDEX handover_by_giver ON handover (from_id);

CREATE INDEX handover_by_taker ON handover (to_id);

CREATE TABLE commitment (
    -- A change that one member means to make. `sealed` is encrypted with a key that is not in this file.
    -- AUTOINCREMENT: a number is never used again, so no timer or button of an old one can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 20000),
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,                -- by when they mean to have changed it
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),   -- dropped, or asked about for the last time
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1))  -- by its owner, for all to read
) STRICT;

CREATE INDEX commitment_by_owner ON commitment (community_id, member_id);

CREATE INDEX commitment_by_person ON commitment (member_id);

CREATE TABLE commitment_check (
    -- One of the two times at which its owner is asked, and what they said, encrypted like the rest.
    commitment_id INTEGER NOT NULL REFERENCES commitment (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    weeks INTEGER NOT NULL CHECK (weeks IN (6, 12)),
    asked_at INTEGER NOT NULL,              -- when they are asked
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'asked', 'nudged', 'answered')),
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 20000),
    PRIMARY KEY (commitment_id, weeks),
    CHECK ((state = 'answered') = (sealed IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX commitment_check_by_community ON commitment_check (community_id, state, asked_at);

CREATE TABLE pulse (
    -- The pulse of one meeting. Replies lie in pulse_box while it is open, and as figures alone once it closed.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: buttons and the key's file are named after it
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL UNIQUE,
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    answered INTEGER CHECK (answered >= 0), -- how many took part; NULL while it is open
    UNIQUE (community_id, id),
    CHECK ((state = 'closed') = (answered IS NOT NULL)),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX pulse_by_community ON pulse (community_id, state);

CREATE INDEX pulse_by_meeting ON pulse (community_id, meeting_id);

CREATE TRIGGER pulse_closes_once BEFORE UPDATE OF state, answered, closes_at ON pulse WHEN old.state = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed pulse stays as it is');
END;

CREATE TABLE pulse_box (
    -- All replies to an open pulse in one sealed, padded piece; its key is a file outside this one, destroyed when the
    -- pulse closes. One row a pulse, rewritten by each tap: no row, order or size tells of a single reply.
    pulse_id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    FOREIGN KEY (community_id, pulse_id) REFERENCES pulse (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX pulse_box_by_pulse ON pulse_box (community_id, pulse_id);

CREATE TABLE pulse_figure (
    -- How often each reply was given to a closed pulse: all that is left of the replies.
    community_id INTEGER NOT NULL,
    pulse_id INTEGER NOT NULL,
    question TEXT NOT NULL CHECK (question IN ('useful', 'safe', 'change')),
    reply TEXT NOT NULL CHECK (reply IN ('yes', 'partly', 'no')),
    given INTEGER NOT NULL CHECK (given >= 0),
    PRIMARY KEY (pulse_id, question, reply),
    FOREIGN KEY (community_id, pulse_id) REFERENCES pulse (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX pulse_figure_by_pulse ON pulse_figure (community_id, pulse_id);
