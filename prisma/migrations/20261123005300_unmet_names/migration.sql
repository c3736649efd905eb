-- Locks message for a moment, while an index is built that begins empty. A name behind an @, or in a quote, that nobody in the group has is
-- kept as a keyed hash for a day: who renamed himself is met when the group is read next.

CREATE INDEX message_unmet ON qungui.message (corp, chat_id, sent_at) WHERE mentions @? '$[*].may' OR quote @? '$.of.may';
COMMENT ON COLUMN qungui.message.mentions IS 'Ids and places, no names; of a name that nobody has, for a day, its keyed hash.';
