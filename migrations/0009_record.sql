ALTER TABLE `timeline` ADD `rows` text;
--> statement-breakpoint
-- Lines from before this do not hold everything that was changed: each case gets one that says what there is now. From here
-- on its tables can be rebuilt.
INSERT INTO `timeline` (`id`, `case_id`, `at`, `actor`, `what`, `refs`, `why`, `rows`)
SELECT lower(hex(randomblob(16))), `case`.`id`, CAST(unixepoch('subsec') * 1000 AS integer), 'system', 'recordBegun', '{}',
  'this line says what there is now: the lines before it do not hold everything that was changed',
  json_object(
    'case', json_object(`case`.`id`, json_object('number', `number`, 'revision', `revision`, 'category', `category`, 'answer', `answer`,
      'area', `area`, 'origin', `origin`, 'status', `status`, 'urgency', `urgency`, 'callerRef', `caller_ref`,
      'callBackRef', `call_back_ref`, 'language', `language`, 'routingVersion', `routing_version`, 'openedAt', `opened_at`,
      'closedAt', `closed_at`, 'referredTo', `referred_to`)),
    'order', json((SELECT json_group_object(`id`, json_object('revision', `revision`, 'unit', `unit`, 'code', `code`,
      'lead', json(iif(`lead`, 'true', 'false')), 'status', `status`, 'issuedAt', `issued_at`, 'notifiedAt', `notified_at`,
      'acceptedAt', `accepted_at`, 'acceptedBy', `accepted_by`, 'arrivedAt', `arrived_at`, 'completedAt', `completed_at`,
      'fedBackAt', `fed_back_at`, 'closedAt', `closed_at`, 'resultRef', `result_ref`, 'skipped', json(`skipped`)))
      FROM `orders` WHERE `case_id` = `case`.`id`)),
    'deadline', json((SELECT json_group_object(`id`, json_object('orderId', `order_id`, 'kind', `kind`, 'due', `due`,
      'status', `status`, 'settledAt', `settled_at`, 'reason', json(`reason`), 'revision', `revision`, 'ladder', json(`ladder`),
      'stepsDone', `steps_done`, 'nextStepAt', `next_step_at`, 'acknowledgedBy', `acknowledged_by`))
      FROM `deadlines` WHERE `case_id` = `case`.`id`)),
    'message', json((SELECT json_group_object(`id`, json_object('kind', `kind`, 'dedupeKey', `dedupe_key`, 'toRef', `to_ref`,
      'who', `who`, 'language', `language`, 'variables', json(`variables`), 'variableRefs', json(`variable_refs`),
      'priority', `priority`, 'status', iif(`status` = 'sending', 'pending', `status`), 'orderId', `order_id`,
      'createdAt', `created_at`, 'expiresAt', `expires_at`, 'nextContacts', json(`next_contacts`), 'transport', `transport`,
      'reference', `reference`, 'sentAt', `sent_at`, 'detail', iif(`status` IN ('pending', 'sending'), NULL, `detail`)))
      FROM `messages` WHERE `case_id` = `case`.`id`)),
    'recording', json((SELECT json_group_object(`name`, json_object('kind', `kind`, 'callId', `call_id`,
      'startedAt', `started_at`, 'seconds', `seconds`, 'status', `status`))
      FROM `recordings` WHERE `case_id` = `case`.`id` AND `status` <> 'recording')),
    'call', json((SELECT json_group_object(`id`, json_object('kind', `kind`, 'dialled', `dialled`, 'line', `line`,
      'language', `language`, 'callerRef', `caller_ref`, 'routingVersion', `routing_version`, 'dutyRevision', `duty_revision`,
      'node', `node`, 'holder', `holder`, 'openedAt', `opened_at`, 'answeredAt', `answered_at`, 'chosenAt', `chosen_at`,
      'rangAt', `rang_at`, 'connectedAt', `connected_at`, 'endedAt', `ended_at`,
      'termination', iif(`result` IS NULL, NULL, json_object('result', `result`, 'reason', coalesce(`reason`, '')))))
      FROM `calls` WHERE `case_id` = `case`.`id` AND `ended_at` IS NOT NULL)))
FROM `cases` AS `case`;
