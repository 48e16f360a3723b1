CREATE TABLE `pins` (
	`person` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`hash` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	`wrong` integer NOT NULL,
	`locked_until` integer
);
