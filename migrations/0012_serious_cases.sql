ALTER TABLE `cases` ADD `serious` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `supervision` text;--> statement-breakpoint
CREATE INDEX `cases_serious` ON `cases` (`opened_at`,`id`) WHERE serious IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_supervised` ON `cases` (`opened_at`,`id`) WHERE supervision IS NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `situation_at` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `situation_ref` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `sent_back` integer;--> statement-breakpoint
ALTER TABLE `packed_cases` ADD `serious` integer;--> statement-breakpoint
CREATE INDEX `packed_cases_serious` ON `packed_cases` (`status`,`opened_at`,`id`) WHERE serious IS NOT NULL;