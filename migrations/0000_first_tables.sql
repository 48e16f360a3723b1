CREATE TABLE `call_log` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_log_call` ON `call_log` (`call_id`);--> statement-breakpoint
CREATE TABLE `call_snapshots` (
	`call_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`dialled` text,
	`line` text NOT NULL,
	`language` text NOT NULL,
	`caller_ref` text,
	`routing_version` integer NOT NULL,
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
	`reason` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calls_opened` ON `calls` (`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`opened_at`,`id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `calls_case` ON `calls` (`case_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `calls_result` ON `calls` (`result`,`opened_at`,`id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text,
	`revision` integer NOT NULL,
	`category` text,
	`answer` text,
	`origin` text NOT NULL,
	`status` text NOT NULL,
	`urgency` text NOT NULL,
	`caller_ref` text,
	`call_back_ref` text,
	`language` text NOT NULL,
	`routing_version` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`referred_to` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`number`);--> statement-breakpoint
CREATE INDEX `cases_opened` ON `cases` (`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`status`,`opened_at`,`id`) WHERE status = 'open' OR status = 'dispatched' OR status = 'handling' OR status = 'handled' OR status = 'reopened';--> statement-breakpoint
CREATE INDEX `cases_category` ON `cases` (`category`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_caller` ON `cases` (`caller_ref`);--> statement-breakpoint
CREATE INDEX `cases_call_back` ON `cases` (`call_back_ref`);--> statement-breakpoint
CREATE TABLE `case_counters` (
	`day` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `code_counters` (
	`unit` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`order_id` text,
	`kind` text NOT NULL,
	`due` integer NOT NULL,
	`status` text NOT NULL,
	`settled_at` integer,
	`reason` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deadlines_running` ON `deadlines` (`due`,`id`) WHERE status = 'running';--> statement-breakpoint
CREATE INDEX `deadlines_case` ON `deadlines` (`case_id`,`due`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`to_ref` text NOT NULL,
	`language` text NOT NULL,
	`variables` text NOT NULL,
	`priority` integer NOT NULL,
	`status` text NOT NULL,
	`case_id` text,
	`order_id` text,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer,
	`attempts` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`detail` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_dedupe` ON `messages` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`next_attempt_at`,`priority`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `messages_waiting` ON `messages` (`created_at`) WHERE status = 'pending' OR status = 'sending';--> statement-breakpoint
CREATE INDEX `messages_created` ON `messages` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_case` ON `messages` (`case_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`revision` integer NOT NULL,
	`unit` text NOT NULL,
	`code` text,
	`lead` integer NOT NULL,
	`status` text NOT NULL,
	`issued_at` integer NOT NULL,
	`notified_at` integer,
	`accepted_at` integer,
	`accepted_by` text,
	`arrived_at` integer,
	`completed_at` integer,
	`fed_back_at` integer,
	`closed_at` integer,
	`result_ref` text,
	`skipped` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `orders_case` ON `orders` (`case_id`,`issued_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_open_code` ON `orders` (`unit`,`code`) WHERE status <> 'closed' AND status <> 'returned' AND status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX `orders_unit` ON `orders` (`unit`,`case_id`);--> statement-breakpoint
CREATE INDEX `orders_status` ON `orders` (`status`);--> statement-breakpoint
CREATE TABLE `personal` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `personal_phone` ON `personal` (`value`) WHERE kind = 'phone';--> statement-breakpoint
CREATE TABLE `recordings` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`call_id` text NOT NULL,
	`case_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`seconds` integer,
	`status` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recordings_case` ON `recordings` (`case_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `recordings_call` ON `recordings` (`call_id`);--> statement-breakpoint
CREATE TABLE `routing_versions` (
	`number` integer PRIMARY KEY NOT NULL,
	`table` text NOT NULL,
	`digest` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `timeline` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`case_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`what` text NOT NULL,
	`refs` text NOT NULL,
	`before` text,
	`after` text,
	`why` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `timeline_case` ON `timeline` (`case_id`,`at`);