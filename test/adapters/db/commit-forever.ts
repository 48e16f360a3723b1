// Commits until it is killed (or nobody listens any more), and says each time what the ledger has acknowledged: run as
// a process of its own.
import { setImmediate } from 'node:timers/promises'
import { createLedger } from '../../../src/adapters/db/ledger.ts'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { aCall, aCase, aDeadline, aLine, anOrder, aPhone, aState, freshId, noon, put } from '../../contracts/records.ts'

const [file, migrationsFolder] = process.argv.slice(2) as [string, string]
const ledger = createLedger(openDatabase({ file, migrationsFolder }), {
  localDay: localDayIn('Asia/Shanghai'),
  clock: { now: () => noon },
  ids: { next: freshId },
})
async function commitOne(): Promise<void> {
  const phone = aPhone('13800012345')
  const opened = aCase({ callerRef: phone.id })
  const call = aCall({ caseId: opened.id, callerRef: phone.id })
  const order = anOrder(opened.id, { status: 'withdrawn' })
  const outcome = await ledger.commit({
    changes: [
      put.personal(phone),
      put.case(opened),
      put.call(call),
      put.order(order),
      put.deadline(aDeadline(opened.id, { orderId: order.id })),
      put.line(aLine(opened.id)),
      put.line(aLine(opened.id, { what: 'orderIssued' })),
    ],
    snapshots: [{ callId: call.id, state: aState(call) }],
    log: [{ callId: call.id, at: call.openedAt, event: 'CallArrived', from: 'new', to: 'menu', detail: {} }],
  })
  process.stdout.write(`${opened.id} ${outcome.ok ? outcome.caseNumbers[opened.id] : 'conflict'}\n`)
}

for (;;) {
  // Three that share a write to the disk, then one that has it to itself.
  await Promise.all([commitOne(), commitOne(), commitOne()])
  await commitOne()
  // Lets the process hear that its listener has gone, which ends it.
  await setImmediate()
}
