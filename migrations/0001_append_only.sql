-- What has happened is never rewritten: not by a bug, not by hand.
CREATE TRIGGER `timeline_is_not_changed` BEFORE UPDATE ON `timeline` BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `timeline_is_not_deleted` BEFORE DELETE ON `timeline` BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `routing_versions_are_not_changed` BEFORE UPDATE ON `routing_versions` BEGIN SELECT RAISE(ABORT, 'a published routing table is immutable'); END;
--> statement-breakpoint
CREATE TRIGGER `routing_versions_are_not_deleted` BEFORE DELETE ON `routing_versions` BEGIN SELECT RAISE(ABORT, 'a published routing table is immutable'); END;
