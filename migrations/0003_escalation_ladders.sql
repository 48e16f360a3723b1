ALTER TABLE `deadlines` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `ladder` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `steps_done` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `next_step_at` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `acknowledged_by` text;--> statement-breakpoint
CREATE INDEX `deadlines_step_due` ON `deadlines` (`next_step_at`,`id`) WHERE next_step_at IS NOT NULL;