-- Reason: what is erased or hidden leaves a run sheet too: a step names its agenda item, and holds none of its words.

ALTER TABLE run_step ADD COLUMN item_id INTEGER;        -- of the agenda; what it says is read there

UPDATE run_step SET item_id = (
    SELECT min(agenda_item.id) FROM agenda_item
    WHERE agenda_item.meeting_id = run_step.meeting_id AND agenda_item.title = run_step.topic
);

DROP INDEX run_step_by_presenter;
ALTER TABLE run_step DROP COLUMN presenter_id;
ALTER TABLE run_step DROP COLUMN topic;
