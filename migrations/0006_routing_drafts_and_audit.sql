CREATE TABLE `routing_audit` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`what` text NOT NULL,
	`refs` text NOT NULL,
	`changes` text NOT NULL,
	`more_changes` integer NOT NULL,
	`why` text
);
--> statement-breakpoint
CREATE INDEX `routing_audit_what` ON `routing_audit` (`what`);--> statement-breakpoint
CREATE INDEX `routing_audit_at` ON `routing_audit` (`at`);--> statement-breakpoint
CREATE TABLE `routing_drafts` (
	`revision` integer PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`table` text,
	`text` text,
	`base` integer,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `routing_audit_is_not_changed` BEFORE UPDATE ON `routing_audit` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `routing_audit_is_not_deleted` BEFORE DELETE ON `routing_audit` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
