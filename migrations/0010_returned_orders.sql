DROP INDEX `orders_open_code`;--> statement-breakpoint
ALTER TABLE `orders` ADD `stays_responsible_since` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `designated` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `returned` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `ruling` text;--> statement-breakpoint
CREATE UNIQUE INDEX `orders_open_code` ON `orders` (`unit`,`code`) WHERE status <> 'closed' AND status <> 'upheld' AND status <> 'withdrawn';