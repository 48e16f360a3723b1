ALTER TABLE `calls` ADD `duty_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `area` text;