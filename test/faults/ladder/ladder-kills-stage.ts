import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger } from '../../../src/adapters/db/ledger.ts'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../../src/adapters/db/routing-store.ts'
import { uuidIds } from '../../../src/adapters/system/uuid-ids.ts'
import { openCase } from '../../../src/domain/case/open-case.ts'
import { decisionBy } from '../../../src/domain/decision.ts'
import { minutes } from '../../../src/domain/instant.ts'
import type { EscalationStep, RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { ladderTable, monday, zone } from '../../harness/ladder-town.ts'

const step = (afterMinutes: number, by: EscalationStep['by'], to: EscalationStep['to']): EscalationStep => ({
  afterMinutes,
  by,
  to,
})
/** A ladder that is climbed within minutes: messages, calls, and a step to a head whom one of the units does not have. */
const accept = [
  step(-1, 'sms', 'responders'),
  step(0, 'sms', 'responders'),
  step(1, 'sms', 'head'),
  step(2, 'call', 'officers'),
  step(4, 'sms', 'supervision'),
  step(6, 'sms', 'leadingGroup'),
]
export const killsTable: RoutingTable = {
  ...ladderTable,
  ladders: { ...ladderTable.ladders, accept },
  units: ladderTable.units.map((unit, index) => (index === 0 ? unit : { ...unit, head: null })),
}

/** A database with so many cases, a minute apart, whose orders nobody accepts. */
export async function setLadderStage(migrationsFolder: string, cases: number) {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-ladders-'))
  const file = join(folder, 'hotline.db')
  const database = openDatabase({ file, migrationsFolder })
  const clock = { now: () => monday }
  const ledger = createLedger(database, { localDay: localDayIn(zone), clock, ids: uuidIds })
  const facts = { digest: 'd', publishedAt: monday, publishedBy: 'x', reason: 'y' }
  await createRoutingStore(database).publish({ ...facts, table: killsTable })
  for (let count = 0; count < cases; count += 1) {
    const now = monday + minutes(count)
    const newId = () => uuidIds.next()
    const { changes } = openCase(
      {
        category: 'water',
        answer: null,
        origin: 'citizen',
        urgency: 'urgent',
        language: 'zh-CN',
        callerRef: null,
        callId: null,
        referredTo: null,
        unit: count % 2 === 0 ? '05' : '10',
        why: 'key 1',
      },
      decisionBy('system', { now, zone, table: killsTable, tableVersion: 1, newId }),
    )
    await ledger.commit({ changes })
  }
  database.close()
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
