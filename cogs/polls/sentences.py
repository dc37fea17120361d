"""What is said when something about topics and polls is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "text.identifier": "Everybody here can read this, and it holds something that may identify a person: {found}. "
    "Please leave that out.",
    "topic.title_without_words": "A topic needs a title in words, such as “Chest pain in young adults”.",
    "topic.title_too_long": "A title can have at most {limit} characters, and yours has {length}. "
    "Put the detail into the reason.",
    "topic.why_too_long": "A reason can have at most {limit} characters, and yours has {length}.",
    "topic.several_fit": "Several topics fit that: {titles}. Please pick one from the list, or type more of its title.",
    "topic.unknown": "I know no topic by that name. The nearest: {nearest}.",
    "topic.none_yet": "There are no topics yet. Anybody can add one with `/topic suggest`.",
    "topic.gone": "That topic is not in this community's backlog. `/topic list` shows what is.",
    "topic.drop_without_reason": "Say in a few words why, so that its supporters understand.",
    "topic.drop_booked": "**{title}** is or was on the agenda of a meeting, so it is not in the backlog any more.",
    "topic.drop_on_ballot": "**{title}** is being voted on. Drop it once that poll has closed; `/poll list` shows it.",
    "topic.merge_itself": "Both names mean **{title}**. Choose two different topics from the list.",
    "topic.merge_on_ballot": "**{title}** and **{other}** are both being voted on now. Merge them once that poll has "
    "closed; `/poll list` shows it.",
    "topic.not_yours_to_separate": "Only a facilitator, or whoever suggested the topic, can take that back.",
    "topic.backlog_empty": "There is nothing to vote on: the backlog is empty. Ask members to add topics with "
    "`/topic suggest`, or put your own question with `/poll open`.",
    "poll.one_topic": "A poll needs two topics or more, and only **{title}** is waiting. Add one with "
    "`/topic suggest`, or put your own question with `/poll open`.",
    "poll.topics_in_open_poll": "The topics that wait are being voted on already. `/poll list` shows that poll; "
    "close it first with `/poll close`, or add topics with `/topic suggest`.",
    "poll.topic_in_open_poll": "**{title}** is being voted on already. `/poll list` shows that poll.",
    "poll.too_few_topics": "A poll needs two topics or more, separated by `;`. Leave `topics` empty to take the best "
    "supported ones.",
    "poll.question_empty": "A poll needs a question.",
    "poll.question_too_long": "A question can have at most {limit} characters, and yours has {length}.",
    "poll.too_few_options": "A poll needs two options or more, separated by `;`, such as `Monday; Thursday`.",
    "poll.too_many_options": "A ballot has room for {limit} options, and you gave {given}.",
    "poll.option_too_long": "An option can have at most {limit} characters, and one of yours has {length}.",
    "poll.option_twice": "The option **{option}** is there twice.",
    "poll.closes_in_the_past": "A poll must close in the future, and I read that as {closes}. Try `in 3 days` or a "
    "date with a time.",
    "poll.closes_unreadable": "I could not read that as a closing time. Try `in 3 days` or `Fri 8pm`; a poll can stay "
    "open for at most {days} days.",
    "poll.closes_too_late": "A poll can stay open for at most {days} days, and I read that as {closes}.",
    "poll.several_fit": "Several polls fit that: {titles}. Please pick one from the list, or type its number.",
    "poll.unknown": "I know no poll by that name here. The nearest: {nearest}.",
    "poll.none_yet": "There are no polls here yet. A facilitator can open one with `/topic poll` or `/poll open`.",
    "poll.reminded_already": "Whoever has not voted is reminded a day before the close; nobody is reminded twice.",
    "poll.gone": "That poll is not one of this community's. `/poll list` shows those that are.",
    "poll.nothing_chosen": "Nothing is chosen yet. Pick from the menu first, then tap **Cast my vote**.",
    "poll.too_many_chosen": "You can choose at most {limit} here.",
    "poll.not_on_the_ballot": "That choice is not on this ballot. Tap **Vote** on the poll to get a fresh one.",
    "poll.still_open": "This poll is open until {closes}. Its winner can be booked once it is closed.",
    "poll.nothing_won": "Nobody voted in this poll, so there is no winner to book. The topics are still in the "
    "backlog; `/topic poll` asks again.",
    "poll.not_about_topics": "This poll was not about topics, so there is nothing to book.",
    "poll.not_a_winner": "That topic did not win this poll.",
    "poll.no_meeting_ahead": "No meeting is coming up. Schedule one with `/meeting schedule`, then tap "
    "**Book this topic** again. The topic stays chosen until then.",
    "poll.meeting_not_ahead": "That meeting is no longer coming up. Tap **Book this topic** again for those that are.",
    "poll.too_many_dots": "You have {limit} dots. Take one out first.",
    "poll.ranked_twice": "An option can stand in your order only once.",
    "poll.no_points_given": "Give at least one option a point, then tap **Cast my vote**.",
    "poll.nothing_marked": "Nothing is marked yet. Use the buttons first, then tap **Cast my vote**.",
    "poll.mark_out_of_range": "A mark goes from 0 to {limit}. Tap **Vote** on the poll to get a fresh ballot.",
    "poll.not_all_marked": "Say where you stand on each proposal first; the menu shows which are not marked.",
    "poll.objection_without_reason": "An objection needs a reason that the group can work with. Tap **Say why**.",
    "poll.reason_too_long": "A reason can have at most {limit} characters, and yours has {length}.",
    "poll.ballot_gone": "That ballot is out of date. Tap **Vote** on the poll to get a fresh one.",
    "poll.anonymous_totals": "An anonymous poll shows totals only when it closes: totals that change with a vote would "
    "tell how somebody voted. Leave `results` empty, or choose `at-close`.",
    "poll.quorum_out_of_range": "A quorum is a percentage from 1 to 100, such as `50`.",
    "poll.key_lost": "The key of this anonymous poll is missing, so I can take no votes in it. Please tell a "
    "facilitator: close it with `/poll close` and open it again.",
    "poll.votes_lost": "Poll #{poll} was anonymous, and the file with its key was missing when it closed, as after a "
    "restored backup. Its votes cannot be read. Please open it again.",
    "outcome.still_open": "This poll is open until {closes}. Its outcome can be stated once it is closed.",
    "outcome.why_empty": "Say in a few words why, so that it makes sense next year.",
    "outcome.why_too_long": "A reason can have at most {limit} characters, and yours has {length}.",
    "outcome.review_out_of_range": "A review date lies within two years from now, and I read that as {review}.",
    "outcome.review_unreadable": "I could not read that as a review date within two years. Try `in 12 weeks` or "
    "`3 Dec 7:30pm`.",
    "outcome.review_due": "The outcome of poll #{poll} is due to be looked at again: {link}. Does it still hold? "
    "`/poll outcome` states the next one; the earlier one stays linked.",
}
