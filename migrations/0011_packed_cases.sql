CREATE TABLE `packed_cases` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`category` text,
	`origin` text NOT NULL,
	`opened_at` integer NOT NULL,
	`caller_ref` blob,
	`call_back_ref` blob,
	`lines` integer NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `packed_cases_id` ON `packed_cases` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `packed_cases_number` ON `packed_cases` (`number`);--> statement-breakpoint
CREATE INDEX `packed_cases_status` ON `packed_cases` (`status`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `packed_cases_category` ON `packed_cases` (`category`,`status`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `packed_cases_origin` ON `packed_cases` (`origin`,`status`,`opened_at`,`id`) WHERE origin <> 'citizen';--> statement-breakpoint
CREATE INDEX `packed_cases_caller` ON `packed_cases` (`caller_ref`);--> statement-breakpoint
CREATE INDEX `packed_cases_call_back` ON `packed_cases` (`call_back_ref`) WHERE call_back_ref IS NOT NULL;--> statement-breakpoint
CREATE TABLE `packed_orders` (
	`id` blob PRIMARY KEY NOT NULL,
	`packed` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `packed_units` (
	`unit` text NOT NULL,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`case_id` blob NOT NULL,
	PRIMARY KEY(`unit`, `status`, `opened_at`, `case_id`)
) WITHOUT ROWID;
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`dialled` text,
	`line` text NOT NULL,
	`language` text NOT NULL,
	`caller_ref` text,
	`routing_version` integer NOT NULL,
	`duty_revision` integer DEFAULT 0 NOT NULL,
	`node` text NOT NULL,
	`holder` text NOT NULL,
	`case_id` text,
	`opened_at` integer NOT NULL,
	`answered_at` integer,
	`chosen_at` integer,
	`rang_at` integer,
	`connected_at` integer,
	`ended_at` integer,
	`result` text,
	`reason` text
);
--> statement-breakpoint
INSERT INTO `__new_calls`("id", "kind", "dialled", "line", "language", "caller_ref", "routing_version", "duty_revision", "node", "holder", "case_id", "opened_at", "answered_at", "chosen_at", "rang_at", "connected_at", "ended_at", "result", "reason") SELECT "id", "kind", "dialled", "line", "language", "caller_ref", "routing_version", "duty_revision", "node", "holder", "case_id", "opened_at", "answered_at", "chosen_at", "rang_at", "connected_at", "ended_at", "result", "reason" FROM `calls`;--> statement-breakpoint
DROP TABLE `calls`;--> statement-breakpoint
ALTER TABLE `__new_calls` RENAME TO `calls`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `calls_opened` ON `calls` (`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`opened_at`,`id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `calls_case` ON `calls` (`case_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `calls_result` ON `calls` (`result`,`opened_at`,`id`);--> statement-breakpoint
CREATE TABLE `__new_recordings` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`call_id` text NOT NULL,
	`case_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`seconds` integer,
	`status` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_recordings`("name", "kind", "call_id", "case_id", "started_at", "seconds", "status") SELECT "name", "kind", "call_id", "case_id", "started_at", "seconds", "status" FROM `recordings`;--> statement-breakpoint
DROP TABLE `recordings`;--> statement-breakpoint
ALTER TABLE `__new_recordings` RENAME TO `recordings`;--> statement-breakpoint
CREATE INDEX `recordings_case` ON `recordings` (`case_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `recordings_call` ON `recordings` (`call_id`);--> statement-breakpoint
CREATE TABLE `__new_personal` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
-- Ids in their 16 bytes, as far as they are UUIDs.
INSERT INTO `__new_personal`("id", "kind", "value", "at")
SELECT CASE WHEN length("id") = 36 AND "id" GLOB '????????-????-????-????-????????????' AND "id" NOT GLOB '*[^0-9a-f-]*'
  AND length(unhex(replace("id", '-', ''))) = 16 THEN unhex(replace("id", '-', '')) ELSE "id" END, "kind", "value", "at" FROM `personal`;--> statement-breakpoint
DROP TABLE `personal`;--> statement-breakpoint
ALTER TABLE `__new_personal` RENAME TO `personal`;--> statement-breakpoint
CREATE INDEX `personal_phone` ON `personal` (`value`) WHERE kind = 'phone';--> statement-breakpoint
CREATE INDEX `cases_over` ON `cases` (`closed_at`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deadlines_order` ON `deadlines` (`order_id`) WHERE order_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `messages_order` ON `messages` (`order_id`) WHERE order_id IS NOT NULL;
--> statement-breakpoint
-- What has happened is never lost: a line may leave the timeline only for the packed case that holds it, and the other way round.
DROP TRIGGER `timeline_is_not_deleted`;
--> statement-breakpoint
CREATE TRIGGER `timeline_is_not_deleted` BEFORE DELETE ON `timeline` WHEN NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (OLD.`case_id`, unhex(replace(OLD.`case_id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `packed_cases_are_not_changed` BEFORE UPDATE ON `packed_cases` BEGIN SELECT RAISE(ABORT, 'a packed case is not changed: it is unpacked first'); END;
--> statement-breakpoint
CREATE TRIGGER `packed_cases_are_not_lost` BEFORE DELETE ON `packed_cases`
WHEN (SELECT count(*) FROM `timeline` WHERE `case_id` = iif(typeof(OLD.`id`) = 'text', OLD.`id`, substr(lower(hex(OLD.`id`)), 1, 8) || '-' || substr(lower(hex(OLD.`id`)), 9, 4) || '-' || substr(lower(hex(OLD.`id`)), 13, 4) || '-' || substr(lower(hex(OLD.`id`)), 17, 4) || '-' || substr(lower(hex(OLD.`id`)), 21))) < OLD.`lines`
BEGIN SELECT RAISE(ABORT, 'the timeline is append-only: this packed case holds lines that are nowhere else'); END;
--> statement-breakpoint
CREATE TRIGGER `cases_are_not_lost` BEFORE DELETE ON `cases` WHEN NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (OLD.`id`, unhex(replace(OLD.`id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'a case is not deleted: it is packed'); END;
--> statement-breakpoint
-- In place of foreign keys: calls and recordings stay where they are when their case is packed.
CREATE TRIGGER `calls_have_their_case_when_added` BEFORE INSERT ON `calls`
WHEN NEW.`case_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `cases` WHERE `id` = NEW.`case_id`) AND NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (NEW.`case_id`, unhex(replace(NEW.`case_id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'the case of this row does not exist'); END;
--> statement-breakpoint
CREATE TRIGGER `calls_have_their_case_when_changed` BEFORE UPDATE OF `case_id` ON `calls`
WHEN NEW.`case_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `cases` WHERE `id` = NEW.`case_id`) AND NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (NEW.`case_id`, unhex(replace(NEW.`case_id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'the case of this row does not exist'); END;
--> statement-breakpoint
CREATE TRIGGER `recordings_have_their_case_when_added` BEFORE INSERT ON `recordings`
WHEN NEW.`case_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `cases` WHERE `id` = NEW.`case_id`) AND NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (NEW.`case_id`, unhex(replace(NEW.`case_id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'the case of this row does not exist'); END;
--> statement-breakpoint
CREATE TRIGGER `recordings_have_their_case_when_changed` BEFORE UPDATE OF `case_id` ON `recordings`
WHEN NEW.`case_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `cases` WHERE `id` = NEW.`case_id`) AND NOT EXISTS (SELECT 1 FROM `packed_cases` WHERE `packed_cases`.`id` IN (NEW.`case_id`, unhex(replace(NEW.`case_id`, '-', ''))))
BEGIN SELECT RAISE(ABORT, 'the case of this row does not exist'); END;
