-- Locks message while the index is built. One-to-one conversations, where a policy has a basis for them, are few among all messages:
-- whose consent is asked is found without reading the others.
CREATE INDEX message_one_to_one ON qungui.message (corp, sent_at) WHERE chat_id LIKE '% %';
