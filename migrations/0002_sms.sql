CREATE TABLE `inbound_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`transport` text NOT NULL,
	`transport_id` text NOT NULL,
	`from_ref` text NOT NULL,
	`text_ref` text NOT NULL,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	`outcome` text,
	`order_id` text,
	`case_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_transport_id` ON `inbound_messages` (`transport`,`transport_id`);--> statement-breakpoint
CREATE INDEX `inbound_unhandled` ON `inbound_messages` (`received_at`,`id`) WHERE handled_at IS NULL;--> statement-breakpoint
CREATE INDEX `inbound_received` ON `inbound_messages` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbound_from` ON `inbound_messages` (`from_ref`,`received_at`);--> statement-breakpoint
DROP INDEX `messages_due`;--> statement-breakpoint
ALTER TABLE `messages` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `who` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `variable_refs` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `unknown_outcomes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `next_contacts` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `transport` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `reference` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `sent_at` integer;--> statement-breakpoint
CREATE INDEX `messages_reference` ON `messages` (`reference`) WHERE reference IS NOT NULL;--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`priority`,`next_attempt_at`) WHERE status = 'pending' OR status = 'sending';