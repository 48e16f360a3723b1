ALTER TABLE `cases` ADD `words_ref` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `follows` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `reopened_at` integer;