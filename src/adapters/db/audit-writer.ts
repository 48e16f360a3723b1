import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { routingAudit } from './schema/routing-audit.ts'

/** Writes a line of the audit; to be called within the transaction of what it tells of, so that neither is there alone. */
export type AuditWriter = (entry: AuditEntry) => void

/** The audit's one pen: every store that writes into it does so by this. */
export function auditWriter({ sqlite }: DatabaseHandle): AuditWriter {
  const { insert } = rowWriter(sqlite, routingAudit)
  return (entry) => void insert(entry)
}
