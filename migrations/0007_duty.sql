CREATE TABLE `duty_changes` (
	`revision` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`thing` text NOT NULL,
	`document` text,
	`over_at` integer,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `duty_changes_thing` ON `duty_changes` (`kind`,`thing`,`revision`);--> statement-breakpoint
CREATE INDEX `duty_changes_at` ON `duty_changes` (`changed_at`);
--> statement-breakpoint
CREATE TRIGGER `duty_changes_are_not_changed` BEFORE UPDATE ON `duty_changes` BEGIN SELECT RAISE(ABORT, 'changes of the duty are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `duty_changes_are_not_deleted` BEFORE DELETE ON `duty_changes` BEGIN SELECT RAISE(ABORT, 'changes of the duty are append-only'); END;
