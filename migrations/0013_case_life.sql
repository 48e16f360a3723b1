ALTER TABLE `cases` ADD `words_ref` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `follows` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `reopened_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `visit` text;--> statement-breakpoint
CREATE INDEX `cases_merged_into` ON `cases` (`merged_into`) WHERE merged_into IS NOT NULL;