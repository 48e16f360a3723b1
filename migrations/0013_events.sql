CREATE TABLE `events` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`case_id` text,
	`event` text NOT NULL
);
